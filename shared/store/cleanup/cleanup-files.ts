/**
 * The only way anything changes on disk: the third port. Every method is one changing call of the operating system (or
 * one durable unit of them), so that a test can stop after the k-th. Paths are absolute, `/` as separator.
 *
 * @throws Failure with the errno name as `code`
 */
export interface CleanupFiles {
  /** Creates a directory (0700) and its parents; existing ones are fine. */
  makeDirectory(path: string): void
  /** Renames within one file system; never overwrites: `EEXIST` when the target is there. */
  rename(from: string, to: string): void
  /** Renames over an existing file, atomically. */
  replace(from: string, to: string): void
  /** Gives the file a second name (a hard link): the bytes, the times and the inode stay the same. */
  link(from: string, to: string): void
  /** Creates a new file (0600, or like `like`: mode and owner) with this content and makes it durable. `EEXIST` when it is there. */
  writeNew(path: string, content: Uint8Array, like?: string): void
  /** Appends to a file (creating it 0600) and makes the bytes durable before returning. */
  append(path: string, content: Uint8Array): void
  /** Removes one file; a missing one is fine. */
  remove(path: string): void
  /** Removes an empty directory; a missing or non-empty one is fine. */
  removeDirectory(path: string): void
  /** Makes the directory's entries durable. */
  syncDirectory(path: string): void
}
