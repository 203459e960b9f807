/**
 * The system flag of a record, bit by bit. Mirrors org.apache.rocketmq.common.sysflag.MessageSysFlag.
 *
 *   bits   field
 *    0     the body is compressed
 *    1     more than one tag
 *    2-3   transaction: none, prepared, commit, rollback
 *    4     the born host is IPv6
 *    5     the store host is IPv6
 *    6     a consumer has to unwrap it
 *    7     an inner batch
 *    8-10  how the body is compressed: 1 LZ4, 2 Zstandard, 3 zlib; 0 of old clients is zlib too
 */
export const BORN_HOST_V6 = 0x10
export const STORE_HOST_V6 = 0x20
const COMPRESSED = 0x1
const TRANSACTION_MASK = 0xc
const INNER_BATCH = 0x80
const COMPRESSION_MASK = 0x700

export type TransactionKind = 'none' | 'prepared' | 'commit' | 'rollback'
const transactionKinds: readonly TransactionKind[] = ['none', 'prepared', 'commit', 'rollback']

/** `unknown`: a number that no broker writes; the body can only be shown as it is stored. */
export type Compression = 'none' | 'lz4' | 'zstd' | 'zlib' | 'unknown'
const compressions: readonly Compression[] = ['zlib', 'lz4', 'zstd', 'zlib']

export const transactionOf = (flag: number): TransactionKind => transactionKinds[(flag & TRANSACTION_MASK) >> 2]!

export const compressionOf = (flag: number): Compression =>
  (flag & COMPRESSED) === 0 ? 'none' : (compressions[(flag & COMPRESSION_MASK) >> 8] ?? 'unknown')

export const isInnerBatch = (flag: number): boolean => (flag & INNER_BATCH) !== 0
