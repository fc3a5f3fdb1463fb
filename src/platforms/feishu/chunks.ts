/** Splits items into runs of at most `count` items and `bytes` bytes; an item over `bytes` stands alone. */
export function chunksOf<T>(
  items: readonly T[],
  most: { readonly count: number; readonly bytes: number },
  bytesOf: (item: T) => number,
): T[][] {
  const chunks: T[][] = []
  let chunk: T[] = []
  let bytes = 0
  for (const item of items) {
    const size = bytesOf(item)
    if (chunk.length > 0 && (chunk.length === most.count || bytes + size > most.bytes)) {
      chunks.push(chunk)
      chunk = []
      bytes = 0
    }
    chunk.push(item)
    bytes += size
  }
  return chunk.length === 0 ? chunks : [...chunks, chunk]
}
