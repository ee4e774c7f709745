// The data of the page: as it is, or packed (gzip, base64) where there is much of it.
async function readData(element) {
  if (!element.type.endsWith("gzip")) return element.textContent;
  const packed = Uint8Array.from(atob(element.textContent.trim()), (one) => one.charCodeAt(0));
  return new TextDecoder().decode(await unpack(packed));
}

async function unpack(packed) {
  if (typeof DecompressionStream === "undefined") return inflate(packed);
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

// What browsers without DecompressionStream need (before 2020): RFC 1951, for a gzip member whose header says no more
// than it must, as ours does.
function inflate(bytes) {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  const out = new Uint8Array(size);
  let [at, from, held, count] = [0, 10, 0, 0];
  const bits = (wanted) => {
    while (count < wanted) { held |= bytes[from++] << count; count += 8; }
    const value = held & ((1 << wanted) - 1);
    held >>>= wanted;
    count -= wanted;
    return value;
  };
  const tree = (lengths) => {
    const counts = new Uint16Array(16);
    const symbols = new Uint16Array(lengths.length);
    const offsets = new Uint16Array(16);
    lengths.forEach((length) => { if (length) counts[length] += 1; });
    for (let i = 1; i < 16; i += 1) offsets[i] = offsets[i - 1] + counts[i - 1];
    lengths.forEach((length, symbol) => { if (length) symbols[offsets[length]++] = symbol; });
    return { counts, symbols };
  };
  const read = ({ counts, symbols }) => {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < 16; length += 1) {
      code |= bits(1);
      if (code - first < counts[length]) return symbols[index + code - first];
      index += counts[length];
      first = (first + counts[length]) << 1;
      code <<= 1;
    }
    throw new Error("the data of the page is damaged");
  };
  const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const WAYS = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const fixed = () => [tree([...Array(288)].map((_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))), tree(Array(30).fill(5))];
  const given = () => {
    const [words, ways, codes] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const lengths = Array(19).fill(0);
    for (let i = 0; i < codes; i += 1) lengths[ORDER[i]] = bits(3);
    const code = tree(lengths);
    const all = [];
    while (all.length < words + ways) {
      const symbol = read(code);
      if (symbol < 16) all.push(symbol);
      else {
        const [value, times] = symbol === 16 ? [all[all.length - 1], 3 + bits(2)] : symbol === 17 ? [0, 3 + bits(3)] : [0, 11 + bits(7)];
        for (let i = 0; i < times; i += 1) all.push(value);
      }
    }
    return [tree(all.slice(0, words)), tree(all.slice(words))];
  };
  const copy = () => {
    count = 0;
    held = 0;
    const length = bytes[from] | (bytes[from + 1] << 8);
    out.set(bytes.subarray(from + 4, from + 4 + length), at);
    from += 4 + length;
    at += length;
  };
  for (let last = 0; !last;) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) { copy(); continue; }
    const [literals, distances] = kind === 1 ? fixed() : given();
    for (let symbol = read(literals); symbol !== 256; symbol = read(literals)) {
      if (symbol < 256) { out[at++] = symbol; continue; }
      const place = symbol - 257;
      const length = LENGTHS[place] + bits(place < 8 || place === 28 ? 0 : (place - 4) >> 2);
      const way = read(distances);
      const back = WAYS[way] + bits(way < 4 ? 0 : (way - 2) >> 1);
      for (let i = 0; i < length; i += 1, at += 1) out[at] = out[at - back];
    }
  }
  return out;
}
