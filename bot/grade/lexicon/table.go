package lexicon

import (
	"encoding/binary"
	"slices"
)

// A table is the compiled lexicon, read in place. After a header of four
// 32-bit numbers (slots, lines, inLine, members) come
//
//	slots    a hash table: 32 bits of the key's hash, 32 bits with the ID of
//	         the term, or 0 where the key only begins longer ones
//	lines    a byte for each line of the source: its kind
//	ends     32-bit numbers: where each line's terms end, counted in terms
//	inLine   32-bit numbers: the IDs of each line's terms, of those lines whose
//	         terms say much the same
//	members  32-bit numbers: for the term with ID i, members[i] tells in how
//	         many lines it stands, and those follow in order, as line*2 + side
//
// Two terms relate when they stand in one line. A key is the stems of a term.
type table struct {
	slots, lines, ends, inLine, members string
}

// The kinds of lines.
const (
	kindNear byte = iota
	kindSyn
	kindTr
	kindPhr
	kindDrv
	kindIsa
	kindOpp
	kindContrast
)

const tableHeader = 16

// mostLines is how many lines a lexicon may have.
const mostLines = 1 << 17

func open(data string) table {
	slots := tableHeader + 8*int(number(data, 0))
	lines := slots + int(number(data, 4))
	ends := lines + 4*int(number(data, 4))
	inLine := ends + 4*int(number(data, 8))
	return table{slots: data[tableHeader:slots], lines: data[slots:lines], ends: data[lines:ends], inLine: data[ends:inLine], members: data[inLine:]}
}

func number(s string, at int) uint32 {
	return uint32(s[at]) | uint32(s[at+1])<<8 | uint32(s[at+2])<<16 | uint32(s[at+3])<<24
}

func (t table) member(i ID) uint32 { return number(t.members, 4*int(i)) }

// find looks a key up by its hash: ok when it is a term or begins one.
func (t table) find(h uint64) (id ID, ok bool) {
	print, slot := spot(h, len(t.slots)/8)
	for {
		switch number(t.slots, 8*slot) {
		case print:
			return ID(number(t.slots, 8*slot+4)), true
		case 0:
			return 0, false
		}
		slot = (slot + 1) % (len(t.slots) / 8)
	}
}

func (t table) term(h uint64) ID {
	id, _ := t.find(h)
	return id
}

// relations goes through the lines of both terms, which are in order.
func (t table) relations(a, b ID) Relations {
	var rs Relations
	endA, endB := a+1+ID(t.member(a)), b+1+ID(t.member(b))
	for a, b = a+1, b+1; a < endA && b < endB; {
		inA, inB := t.member(a), t.member(b)
		switch {
		case inA>>1 == inB>>1:
			rs |= 1 << relation(t.lines[inA>>1], inA&1, inB&1)
			if inA < inB {
				a++
			} else {
				b++
			}
		case inA < inB:
			a++
		default:
			b++
		}
	}
	return rs &^ (1 << None)
}

// linesOf are the lines in which a term stands.
func (t table) linesOf(a ID) []uint32 {
	lines := make([]uint32, t.member(a))
	for i := range lines {
		lines[i] = t.member(a+1+ID(i)) >> 1
	}
	return lines
}

// neighbours are the terms that say much the same as a term.
func (t table) neighbours(a ID) []uint32 {
	var ids []uint32
	for _, line := range t.linesOf(a) {
		from := uint32(0)
		if line > 0 {
			from = number(t.ends, 4*int(line)-4)
		}
		for at := from; at < number(t.ends, 4*int(line)); at++ {
			if id := number(t.inLine, 4*int(at)); ID(id) != a {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// relation is what a line of some kind says of a term on side a and another on
// side b.
func relation(kind byte, a, b uint32) Relation {
	switch kind {
	case kindSyn:
		return Synonym
	case kindTr:
		return Translation
	case kindPhr:
		return Describes
	case kindDrv:
		return Derived
	case kindIsa:
		return [2][2]Relation{{Sibling, Narrower}, {Broader, Near}}[a][b]
	case kindOpp:
		return [2][2]Relation{{Near, Opposite}, {Opposite, Near}}[a][b]
	case kindContrast:
		return [2][2]Relation{{Near, Contrast}, {Contrast, Near}}[a][b]
	}
	return Near
}

// A key's hash is FNV-1a over its stems, begun with a seed a language.
const exactSeed uint64 = 0x9ae16a3b2f90404f

func seed(lang string) uint64 {
	switch language(lang) {
	case "en":
		return 0xcbf29ce484222325
	case "de":
		return 0xcbf29ce4cbf29ce4
	case "fr":
		return 0x8422232584222325
	case "es":
		return 0x2325cbf29ce48422
	case "it":
		return 0x9ce484222325cbf2
	}
	return 0x84222325cbf29ce4
}

// extend adds one more stem to a key's hash.
func extend(h uint64, stem string) uint64 {
	const prime = 1099511628211
	for i := 0; i < len(stem); i++ {
		h = (h ^ uint64(stem[i])) * prime
	}
	return (h ^ ' ') * prime
}

// spot is a key's print, never 0, and the slot to look at first.
func spot(h uint64, slots int) (print uint32, slot int) {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h ^= h >> 33
	return uint32(h>>32) | 1, int(h & uint64(slots-1))
}

// pack writes a table: terms tells for each key's hash in which lines it
// stands (line*2 + side, in order), or nothing where it only begins a term.
func pack(terms map[uint64][]uint32, order []uint64, kinds []byte) []byte {
	slots := 1
	for slots < len(order)*3/2 {
		slots *= 2
	}
	hashes := make([]byte, 8*slots)
	members := []byte{0, 0, 0, 0}
	inLine := make([][]uint32, len(kinds))
	for _, h := range order {
		var id uint32
		if in := terms[h]; len(in) > 0 {
			id = uint32(len(members) / 4)
			members = binary.LittleEndian.AppendUint32(members, uint32(len(in)))
			for _, m := range in {
				members = binary.LittleEndian.AppendUint32(members, m)
				if alike(kinds[m>>1]) {
					inLine[m>>1] = append(inLine[m>>1], id)
				}
			}
		}
		print, slot := spot(h, slots)
		for binary.LittleEndian.Uint32(hashes[8*slot:]) != 0 {
			slot = (slot + 1) % slots
		}
		binary.LittleEndian.PutUint32(hashes[8*slot:], print)
		binary.LittleEndian.PutUint32(hashes[8*slot+4:], id)
	}
	var ends, ids []byte
	for _, in := range inLine {
		for _, id := range in {
			ids = binary.LittleEndian.AppendUint32(ids, id)
		}
		ends = binary.LittleEndian.AppendUint32(ends, uint32(len(ids)/4))
	}
	var out []byte
	for _, n := range []int{slots, len(kinds), len(ids) / 4, len(members)} {
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	return slices.Concat(out, hashes, kinds, ends, ids, members)
}

// alike tells whether the terms of a line of some kind say much the same.
func alike(kind byte) bool {
	return kind == kindSyn || kind == kindTr || kind == kindPhr || kind == kindDrv
}
