"""Whether the scorer of visits behaves as specified, in one table. All figures are synthetic: no person took part.

    python -m benchmarks.coaching [groups] [vetoes] [perturbed] [ability] [dependability]

Strategies and simulated trainees of tests/coaching play every shipped visit. Each line says what was wished for and
what came out; a wish that was missed is printed like the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from statistics import fmean
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from caunoi.content import CHECKOUT_ROOTS, Library
from tests.coaching import deeds, perturbed, strategies
from tests.coaching.cohort import auc, components, seeds_of, sheet, spearman
from tests.coaching.sight import Strategy
from tests.coaching.stage import CUT, Stage, everything
from tests.coaching.trainees import trainee

EXPERTS = (strategies.cue_first, strategies.show_first, strategies.target_by_target)
FOILS = (
    *(strategies.abandoning, strategies.lecturer, strategies.over_helper, strategies.under_helper),
    *(strategies.secret_keeper, strategies.code_user, strategies.rule_breaker, strategies.praiser),
    *(strategies.pushes_on, strategies.puts_off, strategies.tires_her_out),
    *(strategies.by_chance(number) for number in range(3)),
)
ORDERS = 50
DEED_TRAINEES = 6
PERTURBED_TRAINEES = 12
ABILITY_TRAINEES = 300
DEPENDABILITY_TRAINEES, DEPENDABILITY_SEEDS = 50, 5


class Line(NamedTuple):
    """One figure: what was measured, the wish, what came out, and whether that holds; None where there is no wish."""

    figure: str
    wish: str
    found: str
    holds: bool | None = None


def main() -> None:
    """Measure what was asked for, or everything, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="which parts; all of them where none is named")
    wanted = parser.parse_args().parts or list(PARTS)
    library = Library.load(CHECKOUT_ROOTS)
    table = Table(title="The scorer of visits, synthetic figures")
    for column in ("figure", "wish", "found", "holds"):
        table.add_column(column)
    for part in wanted:
        table.add_section()
        for line in PARTS[part](library):
            table.add_row(line.figure, line.wish, line.found, {True: "yes", False: "no", None: ""}[line.holds])
    Console().print(table)


def visits(library: Library) -> list[str]:
    """Return the ids of all visits."""
    return sorted(name for name, scenario in library.scenarios.items() if scenario.visit is not None)


def by_resident(library: Library) -> list[list[str]]:
    """Return the visits of each resident."""
    met: dict[str, list[str]] = {}
    for name in visits(library):
        met.setdefault(library.meeting(library.scenario(name)).resident.id, []).append(name)
    return list(met.values())


def groups(library: Library) -> Iterator[Line]:
    """Known groups, on every visit under every seed."""
    names = ("expert", "guided", "box-ticker", "foil", "taking over", "options only")
    points: dict[str, list[float]] = {name: [] for name in names}
    worst: dict[str, float] = {}
    for name in visits(library):
        for seed in seeds_of(library, name):
            stage = Stage(library, name, seed)

            def got(way: Strategy, stage: Stage = stage) -> float:
                return stage.score(stage.play(way)).points

            points["expert"] += [got(way) for way in EXPERTS]
            points["guided"].append(stage.score(stage.guided()).points)
            points["box-ticker"].append(got(strategies.box_ticker))
            for way in FOILS:
                worst[way.__name__] = max(worst.get(way.__name__, 0.0), foil := got(way))
                points["foil"].append(foil)
            points["taking over"].append(got(strategies.taking_over))
            points["options only"].append(got(strategies.options_only))
    played = f"{len(visits(library))} visits, {len(points['taking over'])} tapes"
    low = min(points["expert"])
    yield Line(f"three good ways, least ({played})", "≥ 90", f"{low:.1f}", low >= 90)
    low = min(points["guided"])
    yield Line("the guided way, least", "≥ 90", f"{low:.1f}", low >= 90)
    high = max(*points["foil"], *points["box-ticker"])
    yield Line(f"foils, most ({max(worst, key=lambda name: worst[name])})", f"< {CUT}", f"{high:.1f}", high < CUT)
    for name, limit in (("taking over", 25), ("options only", 50)):
        high = max(points[name])
        yield Line(f"{name}, most", f"< {limit}", f"{high:.1f}", high < limit)
    blind = [each for name in visits(library) for each in _by_chance(library, name)]
    past = 100 * fmean(each >= 50 for each in blind)
    found = f"{fmean(blind):.1f} (50 or more in {past:.1f} %, most {max(blind):.1f})"
    yield Line(f"options only, in any order, mean ({len(blind)})", "< 50", found, fmean(blind) < 50)
    area = auc(points["expert"], points["box-ticker"])
    found = f"{area:.3f} (box-ticker mean {fmean(points['box-ticker']):.0f}, most {max(points['box-ticker']):.0f})"
    yield Line("good way against box-ticker, AUC", "≥ 0.95", found, area >= 0.95)


def _by_chance(library: Library, name: str) -> list[float]:
    stage = Stage(library, name)
    return [stage.score(stage.play(strategies.options_by_chance(number))).points for number in range(ORDERS)]


def vetoes(library: Library) -> Iterator[Line]:
    """What fires on traces that hold a deed, and on traces that hold none."""
    stages = [everything(library), *(Stage(library, name) for name in visits(library))]
    cohort = [trainee(number) for number in range(DEED_TRAINEES)]
    found = [
        (each, {veto.id for veto in stage.score(each.events).vetoes})
        for stage in stages
        for each in deeds.traces(stage, cohort)
    ]
    hits = [each.deed in fired for each, fired in found if each.deed]
    quiet = [not fired for each, fired in found if not each.deed]
    others = sum(len(fired - {each.deed}) for each, fired in found)
    yield Line(f"a deed done is found ({len(hits)} traces)", "1.00", f"{fmean(hits):.3f}", all(hits))
    share = fmean(quiet)
    yield Line(f"none done, none found ({len(quiet)} near misses)", "≥ 0.995", f"{share:.3f}", share >= 0.995)
    yield Line("vetoes for what was not done", "0", str(others), others == 0)


def perturbations(library: Library) -> Iterator[Line]:
    """Numbers of the model changed by one, and weights by a quarter, on a visit to every second resident."""
    sample = [names[0] for names in by_resident(library)][::2]
    before = perturbed.scores(library, sample, PERTURBED_TRAINEES)
    changed = {}
    for change in perturbed.EVERY:
        with perturbed.perturbed(change) as made:
            changed[change] = perturbed.scores(library, sample, PERTURBED_TRAINEES, made)
    ladder = {change: after for change, after in changed.items() if change[1] in perturbed.LADDER}
    others = {change: after for change, after in changed.items() if change not in ladder}
    weights = {
        (reason.id.removeprefix("talk-"), factor): perturbed.weighted(before, reason.id, factor)
        for reason in before["good"][0].reasons
        for factor in (0.75, 1.25)
    }
    yield from _kept("a number of the model ±1", before, others)
    yield from _kept("the ladder of help ±1", before, ladder)
    yield from _kept("a weight ±25 %", before, weights)


def _kept(
    what: str, before: perturbed.Scores, changed: Mapping[tuple[str, ...] | tuple[str, float], perturbed.Scores]
) -> Iterator[Line]:
    kept = sum(perturbed.order_kept(after) for after in changed.values())
    yield Line(f"{what}: order of groups kept", f"{len(changed)}", f"{kept}", kept == len(changed))
    passes = {change: perturbed.pass_changes(before, after) for change, after in changed.items()}
    most = max(passes, key=lambda change: passes[change])
    found = f"{100 * passes[most]:.1f} % ({' '.join(map(str, most))}); mean {100 * fmean(passes.values()):.1f} %"
    yield Line(f"{what}: passes changed, most", "< 5 %", found, passes[most] < 0.05)


def ability(library: Library) -> Iterator[Line]:
    """How well the order of simulated trainees by ability is found again."""
    cohort = [trainee(number) for number in range(ABILITY_TRAINEES)]
    able = [who.ability for who in cohort]
    points = {name: sheet(library, cohort, [name]).points[:, 0, 0] for name in visits(library)}
    alone = [spearman(each, able) for each in points.values()]
    found = f"{min(alone):.2f} to {max(alone):.2f}"
    yield Line(f"ability and points of one visit, Spearman ({len(cohort)})", "≥ 0.7", found, min(alone) >= 0.7)
    sixes = [spearman(np.mean([points[names[n]] for names in by_resident(library)], axis=0), able) for n in (0, 1)]
    found = " and ".join(f"{each:.3f}" for each in sixes)
    yield Line("ability and mean of six visits, one to each resident", "≥ 0.9", found, min(sixes) >= 0.9)
    means = [fmean(fmean(points[name]) for name in names) for names in by_resident(library)]
    apart = max(means) - min(means)
    found = f"{apart:.1f} (means {min(means):.1f} to {max(means):.1f})"
    yield Line("residents apart, points", "≤ 5", found, apart <= 5)
    every = [fmean(each) for each in points.values()]
    yield Line("visits apart, points", "", f"{max(every) - min(every):.1f} ({min(every):.1f} to {max(every):.1f})")


def dependability(library: Library) -> Iterator[Line]:
    """Where differences between scores come from, and how dependable a mean of several visits is."""
    cohort = [trainee(number) for number in range(DEPENDABILITY_TRAINEES)]
    names = visits(library)
    found = components(sheet(library, cohort, names, DEPENDABILITY_SEEDS).points)
    design = f"{len(cohort)} trainees, {len(names)} visits, {DEPENDABILITY_SEEDS} seeds each"
    shares = ", ".join(
        f"{name.replace('_', ' × ')} {getattr(found, name):.0f} ({100 * found.share(name):.0f} %)"
        for name in found._fields
    )
    yield Line(f"variances ({design})", "", shares)
    yield Line(
        "the seed alone, of all variance", "< 5 %", f"{100 * found.share('seed'):.2f} %", found.share("seed") < 0.05
    )
    same = components(sheet(library, cohort, names, DEPENDABILITY_SEEDS, same_chance=True).points)
    luck = same.share("seed") + same.share("rest")
    yield Line("the seed with what it meets in a trainee, same lapses", "", f"{100 * luck:.1f} %")
    phis = ", ".join(f"{number}: {found.phi(number):.2f}" for number in (1, 2, 3, 8))
    yield Line("Φ of a mean of so many visits", "", phis)


PARTS: Mapping[str, Callable[[Library], Iterator[Line]]] = {
    "groups": groups,
    "vetoes": vetoes,
    "perturbed": perturbations,
    "ability": ability,
    "dependability": dependability,
}

if __name__ == "__main__":
    main()
