package words

import (
	"encoding/binary"
	"math/bits"
)

// A filter is a set of words in 15 bits each: an xor filter (Graf and Lemire,
// "Xor Filters", 2019) with fingerprints of 12 bits. It never misses a member
// and takes one stranger in 4,096 for one. It is read in place from a string:
// 8 bytes of seed, 4 bytes with the length of each of the three blocks, then
// the fingerprints.
type filter string

const filterHeader = 12

func (f filter) has(word string) bool {
	seed := uint64(u32(f, 0)) | uint64(u32(f, 4))<<32
	block := u32(f, 8)
	h := mix(hash(word) ^ seed)
	a, b, c := spots(h, block)
	return f.print(a)^f.print(b)^f.print(c) == fingerprint(h)
}

// print reads fingerprint i; two of them share three bytes.
func (f filter) print(i uint32) uint16 {
	at := filterHeader + int(i/2)*3
	if i%2 == 0 {
		return uint16(f[at]) | uint16(f[at+1]&0x0f)<<8
	}
	return uint16(f[at+1]>>4) | uint16(f[at+2])<<4
}

func u32(f filter, at int) uint32 {
	return uint32(f[at]) | uint32(f[at+1])<<8 | uint32(f[at+2])<<16 | uint32(f[at+3])<<24
}

func fingerprint(h uint64) uint16 { return uint16(h^h>>32) & 0x0fff }

// spots are the three places, one a block, whose fingerprints make the word's.
func spots(h uint64, block uint32) (a, b, c uint32) {
	reduce := func(h uint64) uint32 { return uint32(uint64(uint32(h)) * uint64(block) >> 32) }
	return reduce(h), reduce(bits.RotateLeft64(h, 21)) + block, reduce(bits.RotateLeft64(h, 42)) + 2*block
}

// hash is FNV-1a.
func hash(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return h
}

func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// Pack builds the compact form of a set of words for gen. The words must be
// distinct.
func Pack(members []string) []byte {
	block := uint32(float64(len(members))*1.23/3) + 32
	for seed := uint64(1); ; seed++ {
		if order, ok := peel(members, seed, block); ok {
			return assign(order, seed, block)
		}
	}
}

type peeled struct {
	h    uint64
	spot uint32
}

// peel orders the words so that each has a spot that no later one uses.
func peel(members []string, seed uint64, block uint32) ([]peeled, bool) {
	count := make([]uint32, 3*block)
	sum := make([]uint64, 3*block)
	toggle := func(h uint64, by uint32) {
		a, b, c := spots(h, block)
		for _, s := range [3]uint32{a, b, c} {
			count[s] += by
			sum[s] ^= h
		}
	}
	for _, w := range members {
		toggle(mix(hash(w)^seed), 1)
	}
	var queue []uint32
	for s, n := range count {
		if n == 1 {
			queue = append(queue, uint32(s))
		}
	}
	var order []peeled
	for len(queue) > 0 {
		s := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if count[s] != 1 {
			continue
		}
		h := sum[s]
		order = append(order, peeled{h, s})
		toggle(h, ^uint32(0))
		a, b, c := spots(h, block)
		for _, t := range [3]uint32{a, b, c} {
			if count[t] == 1 {
				queue = append(queue, t)
			}
		}
	}
	return order, len(order) == len(members)
}

func assign(order []peeled, seed uint64, block uint32) []byte {
	prints := make([]uint16, 3*block+1)
	for i := len(order) - 1; i >= 0; i-- {
		p := order[i]
		a, b, c := spots(p.h, block)
		prints[p.spot] = fingerprint(p.h) ^ prints[a] ^ prints[b] ^ prints[c] ^ prints[p.spot]
	}
	out := binary.LittleEndian.AppendUint64(nil, seed)
	out = binary.LittleEndian.AppendUint32(out, block)
	for i := 0; i < len(prints)-1; i += 2 {
		a, b := prints[i], prints[i+1]
		out = append(out, byte(a), byte(a>>8)|byte(b<<4), byte(b>>4))
	}
	return append(out, 0, 0, 0)
}
