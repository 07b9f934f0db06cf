/** A list of numbers that grows, in a typed array. */
export interface Column<T, A> {
  readonly push: (value: T) => void
  readonly take: () => A
}

const firstCapacity = 1024

/** A column of numbers below 2^32. */
export function createColumn(): Column<number, Uint32Array> {
  let values = new Uint32Array(firstCapacity)
  let length = 0
  return {
    push: (value) => {
      if (length === values.length) {
        const larger = new Uint32Array(length * 2)
        larger.set(values)
        values = larger
      }
      values[length] = value
      length += 1
    },
    take: () => values.subarray(0, length),
  }
}

/** A column of signed numbers of 64 bits. */
export function createBigColumn(): Column<bigint, BigInt64Array> {
  let values = new BigInt64Array(firstCapacity)
  let length = 0
  return {
    push: (value) => {
      if (length === values.length) {
        const larger = new BigInt64Array(length * 2)
        larger.set(values)
        values = larger
      }
      values[length] = value
      length += 1
    },
    take: () => values.subarray(0, length),
  }
}
