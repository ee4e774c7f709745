"""What an authority file says, in the units of a store: names are looked up, those that fit none are told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

from xuntu.graph.link.authority import Authority, SaidSuccession
from xuntu.graph.link.directory import Directory
from xuntu.graph.link.successions import Succession
from xuntu.ontology import CHANGE_KIND, XTC


@dataclass(frozen=True, slots=True)
class Said:
    """An authority file in units (IRIs as documents minted them), and what of it could not be applied."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    parents: Mapping[str, str] = field(default_factory=dict[str, str])
    successions: tuple[tuple[SaidSuccession, str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    def successions_of(self, canonical: Mapping[str, str]) -> Iterator[Succession]:
        """Yield the successions that the file tells, between canonical units."""
        for said, old, new in self.successions:
            yield Succession(canonical[old], canonical[new], CHANGE_KIND[said.kind], (XTC.ground_authority,), said.date)


def apply_authority(authority: Authority, directory: Directory) -> Said:
    """Return what *authority* says of the units of *directory*; a name that fits none, or several, is left out."""
    warnings: list[str] = []
    known = {name: units for name in authority.names if (units := _one(name, directory, warnings))}
    groups = [[known[name] for name in names if name in known] for names in authority.same]
    different = (pair for names in authority.different for pair in combinations(names, 2))
    return Said(
        same=tuple((group[0][0], unit) for group in groups if group for units in group for unit in units),
        different=tuple(_apart(different, known, warnings)),
        parents={
            unit: known[parent][0]
            for child, parent in authority.parents
            if child in known and parent in known
            for unit in known[child]
        },
        successions=tuple(
            (each, known[old][0], known[new][0])
            for each in authority.successors
            for old, new in product(each.old, each.new)
            if old in known and new in known
        ),
        warnings=tuple(warnings),
    )


def _one(name: str, directory: Directory, warnings: list[str]) -> list[str]:
    """Return the units that *name* means, all of them one; none where it fits none or several."""
    found = directory.find(name)
    if len(found) == 1:
        [units] = found.values()
        return units
    if found:
        fitting = "、".join(sorted(directory.label(unit) for unit in found))
        warnings.append(f"规范文件中的 {name} 可指几个单位（{fitting}），未采用；请写带地名的全称")
    else:
        warnings.append(f"规范文件中的 {name} 不合库中任何单位，未采用；请核对写法（xuntu units 列出全部单位）")
    return []


def _apart(
    pairs: Iterator[tuple[str, str]], known: Mapping[str, list[str]], warnings: list[str]
) -> Iterator[tuple[str, str]]:
    for one, other in pairs:
        if set(known.get(one, ())) & set(known.get(other, ())):
            warnings.append(f"规范文件要分开 {one} 与 {other}，但文件中是同一个名称，无法分开")
            continue
        yield from product(known.get(one, ()), known.get(other, ()))
