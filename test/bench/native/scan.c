/*
 * What the machine can do without any of ours: the same two scans over a mapping, as a C program would write them.
 *
 *   scan units FILE...   every unit of queue files: its offset below, inside or past a log; prints nanoseconds of processor time, best of three
 *   scan walk FILE       the chain of records of a segment, header to header
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct { const uint8_t *bytes; size_t size; } Map;

static Map map(const char *path) {
  struct stat status;
  int file = open(path, O_RDONLY);
  if (file < 0 || fstat(file, &status) != 0) { perror(path); _exit(1); }
  Map mapped = { mmap(NULL, status.st_size, PROT_READ, MAP_SHARED, file, 0), status.st_size };
  close(file);
  return mapped;
}

static uint64_t long_at(const uint8_t *at) { uint64_t value; memcpy(&value, at, 8); return __builtin_bswap64(value); }
static uint32_t int_at(const uint8_t *at) { uint32_t value; memcpy(&value, at, 4); return __builtin_bswap32(value); }

/* The log lies in [first, end): counts what is inside, in order and large enough. */
static uint64_t units(Map map, uint64_t first, uint64_t end) {
  uint64_t inside = 0, before = 0;
  for (size_t at = 0; at + 20 <= map.size; at += 20) {
    uint64_t offset = long_at(map.bytes + at);
    uint32_t size = int_at(map.bytes + at + 8);
    if (offset >= first && offset + size <= end && size >= 91 && offset >= before) inside += 1;
    before = offset;
  }
  return inside;
}

static uint64_t walk(Map map) {
  uint64_t records = 0;
  for (size_t at = 0; at + 91 <= map.size;) {
    const uint8_t *record = map.bytes + at;
    uint32_t size = int_at(record), magic = int_at(record + 4), flag = int_at(record + 36);
    if ((magic != 0xdaa320a7 && magic != 0xdaa320ab) || size < 91 || at + size > map.size || long_at(record + 28) != at) break;
    uint32_t hosts = 16 + (flag & 0x10 ? 12 : 0) + (flag & 0x20 ? 12 : 0);
    uint32_t topic_at = 72 + hosts + int_at(record + 68 + hosts), version = magic == 0xdaa320ab ? 2 : 1;
    if (topic_at + version + 2 > size) break;
    uint32_t topic = version == 1 ? record[topic_at] : record[topic_at] << 8 | record[topic_at + 1];
    uint32_t properties_at = topic_at + version + topic;
    if (properties_at + 2 > size || properties_at + 2 + (record[properties_at] << 8 | record[properties_at + 1]) != size) break;
    records += 1;
    at += size;
  }
  return records;
}

int main(int count, char **arguments) {
  uint64_t best = UINT64_MAX, found = 0;
  for (int run = 0; run < 4; run += 1) {
    struct timespec start, end;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    found = 0;
    for (int file = 2; file < count; file += 1) {
      Map mapped = map(arguments[file]);
      found += arguments[1][0] == 'u' ? units(mapped, (uint64_t)1 << 20, (uint64_t)1 << 50) : walk(mapped);
      munmap((void *)mapped.bytes, mapped.size);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    uint64_t took = (end.tv_sec - start.tv_sec) * 1000000000ull + end.tv_nsec - start.tv_nsec;
    if (run > 0 && took < best) best = took;
  }
  printf("%llu %llu\n", (unsigned long long)best, (unsigned long long)found);
  return 0;
}
