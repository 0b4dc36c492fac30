"""What pages, PDFs, ladders, searches, imports and reviews cost, as ratios within one run."""

import argparse
import json
import sys
from pathlib import Path

from benchmarks.installation import installation
from benchmarks.measure import table

SIZES, PAGE_TURNS, PDF_TURNS = [100, 1_000, 10_000, 50_000], 15, 3
QUICK_SIZES, QUICK_PAGE_TURNS, QUICK_PDF_TURNS = [100, 10_000], 5, 1
LADDER_TURNS, QUICK_LADDER_TURNS = 9, 1
SEARCH_TURNS, QUICK_SEARCH_TURNS = 15, 3
SUGGESTION_TURNS, QUICK_SUGGESTION_TURNS = 5, 1
GLANCE_TURNS, QUICK_GLANCE_TURNS = 9, 1
PREFLIGHT_TURNS, QUICK_PREFLIGHT_TURNS = 9, 1
PROPOSAL_TURNS, QUICK_PROPOSAL_TURNS = 5, 1
EXPORT_TURNS, QUICK_EXPORT_TURNS = 5, 1
REVIEW_TURNS, QUICK_REVIEW_TURNS = 15, 3


def main() -> None:
    options = arguments()
    parts = (
        "pages",
        "pdf",
        "ladders",
        "search",
        "suggestions",
        "imports",
        "preflight",
        "glance",
        "proposal",
        "reviews",
    )
    every = not any(getattr(options, part) for part in parts)
    with installation() as folder:
        from benchmarks.data import tell_demo  # models, which can be imported only now

        author = tell_demo()
        results = {}
        if every or options.pdf:
            results |= pdfs(options.quick, folder, author)
        if every or options.pages:
            results |= pages(options.quick, author)
        if every or options.ladders:
            results |= ladders(options.quick)
        if every or options.search:
            results |= searches(options.quick, author)
        if every or options.suggestions:
            results |= suggestions(options.quick)
        if every or options.imports:
            results |= imports(options.quick)
        if every or options.preflight:
            results |= preflight(options.quick)
        if every or options.proposal:
            results |= proposals(options.quick)
        if every or options.glance:
            results |= glances(options.quick, author)
        if every or options.reviews:
            results |= reviews(options.quick)
    text = json.dumps(results, indent=1, ensure_ascii=False)
    if options.output:
        options.output.write_text(text + "\n")
    else:
        print(text)


def pages(quick: bool, author) -> dict:
    from benchmarks.coverage import measure_coverage
    from benchmarks.pages import BEST_OF, measure_pages

    sizes, turns = (QUICK_SIZES, QUICK_PAGE_TURNS) if quick else (SIZES, PAGE_TURNS)
    rows = measure_pages(author, sizes, turns, say)
    title = f"Pages, processor time. Medians of {turns} turns, the best of {BEST_OF} calls in each."
    print(table(title, rows))
    at_most = measure_coverage(turns, say)
    print(table("Coverage at its largest, measured alike.", at_most))
    return {"pages": {"turns": turns, "rows": rows}, "coverage": {"turns": turns, "rows": at_most}}


def imports(quick: bool) -> dict:
    from benchmarks import exports as measuring
    from benchmarks.imports import PROMISED, measure_imports

    rows = measure_imports(say)
    print(table(f"Git logs brought in, time by the clock. {PROMISED}", rows))
    turns = QUICK_EXPORT_TURNS if quick else EXPORT_TURNS
    exports = measuring.measure_exports(turns, say)
    print(table(f"Exports read, processor time. {measuring.PROMISED}", exports))
    return {"imports": {"rows": rows}, "exports": {"turns": turns, "rows": exports}}


def pdfs(quick: bool, folder: Path, author) -> dict:
    from benchmarks.choices import measure_choices
    from benchmarks.data import documents
    from benchmarks.documents import measure_documents, measure_repeated
    from benchmarks.worker import measure_growth, measure_worker

    turns = QUICK_PDF_TURNS if quick else PDF_TURNS
    fifteen = documents()[1]
    measured = documents()[:1] if quick else documents()
    rows = measure_documents(measured, folder, turns, say)
    print(table(f"PDFs, time by the clock. Medians of {turns} turn{'s' * (turns > 1)}.", rows))
    results = {"pdf": {"turns": turns, "rows": rows}}
    results["repeated"] = measure_repeated(fifteen, author, turns)
    print(table("A version's PDF again, through the whole application.", [results["repeated"]]))
    results["choices"] = measure_choices(fifteen, turns, say)
    print(table("What each choice of the page costs.", results["choices"]))
    if sys.platform == "linux":
        results["memory"] = measure_worker(measured[-1])
        print(table("Memory of a worker, resident.", results["memory"]))
    if sys.platform == "linux" and not quick:
        results["growth"] = measure_growth(measured[0], say)
        print(table("Memory after many renderings.", results["growth"]))
    return results


def ladders(quick: bool) -> dict:
    from benchmarks import ladders as measuring

    turns = QUICK_LADDER_TURNS if quick else LADDER_TURNS
    measured = {
        "ladders": (measuring.measure_ladders, "Ladders", measuring.PROMISED),
        "previews": (measuring.measure_previews, "Previews of ladders", measuring.PROMISED),
        "refusals": (measuring.measure_refusals, "Hostile files", measuring.PROMISED_REFUSAL),
    }
    results = {}
    for key, (measure, title, promised) in measured.items():
        rows = measure(turns, say)
        head = f"{title}, processor time. Medians of {turns} turn{'s' * (turns > 1)}."
        print(table(f"{head} {promised}", rows))
        results[key] = {"turns": turns, "rows": rows}
    return results


def searches(quick: bool, author) -> dict:
    from benchmarks.search import WITHIN, measure_searches, measured_on_postgresql

    turns = QUICK_SEARCH_TURNS if quick else SEARCH_TURNS
    measured = {"SQLite": measure_searches(author, turns, say)}
    if not quick:
        measured["PostgreSQL"] = measured_on_postgresql(turns)
    for database, rows in measured.items():
        head = f"Searches on {database}, time by the clock. Medians of {turns} turns."
        print(table(f"{head} Each within {WITHIN} ms.", rows))
    return {"searches": {"turns": turns, **measured}}


def suggestions(quick: bool) -> dict:
    from benchmarks import suggestions as measuring

    turns = QUICK_SUGGESTION_TURNS if quick else SUGGESTION_TURNS
    shares = measuring.measure_suggestions(say)
    print(table("Suggested competencies: the right one among the first three.", shares))
    cost = measuring.measure_their_cost(turns, say)
    print(table(f"Suggestions, processor time. Each within {measuring.WITHIN} ms.", cost))
    return {"suggestions": {"shares": shares, "cost": cost}}


def preflight(quick: bool) -> dict:
    from benchmarks import preflight as measuring

    turns = QUICK_PREFLIGHT_TURNS if quick else PREFLIGHT_TURNS
    rows = measuring.measure_preflight(turns, say)
    head = f"Pre-flight of 40 pages, processor time. Medians of {turns} turn{'s' * (turns > 1)}."
    print(table(f"{head} Each check within {measuring.WITHIN} ms.", rows))
    return {"preflight": {"turns": turns, "rows": rows}}


def proposals(quick: bool) -> dict:
    from benchmarks import proposal as measuring

    turns = QUICK_PROPOSAL_TURNS if quick else PROPOSAL_TURNS
    rows = measuring.measure_proposals(turns, say)
    head = f"First drafts, processor time. Medians of {turns} turn{'s' * (turns > 1)}."
    print(table(f"{head} Each within {measuring.WITHIN:,} ms.", rows))
    return {"proposal": {"turns": turns, "rows": rows}}


def glances(quick: bool, author) -> dict:
    from benchmarks import glance as measuring

    turns = QUICK_GLANCE_TURNS if quick else GLANCE_TURNS
    rows = measuring.measure_glances(author, turns, say)
    head = f"The sheet at the side of the builder, processor time. Medians of {turns} turns."
    print(table(f"{head} Each within {measuring.WITHIN} ms.", rows))
    return {"glance": {"turns": turns, "rows": rows}}


def reviews(quick: bool) -> dict:
    from benchmarks import reviews as measuring

    turns = QUICK_REVIEW_TURNS if quick else REVIEW_TURNS
    rows = measuring.measure_reviews(turns, say)
    head = f"Reviews of {measuring.PEOPLE:,} people and {measuring.PACKETS:,} packets"
    print(table(f"{head}, processor time. Medians of {turns} turns. {measuring.PROMISED}", rows))
    return {"reviews": {"turns": turns, "rows": rows}}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="fewer sizes, documents and turns: less than a minute"
    )
    parser.add_argument("--pages", action="store_true", help="only the pages")
    parser.add_argument("--pdf", action="store_true", help="only the PDFs and the worker's memory")
    parser.add_argument("--ladders", action="store_true", help="only the ladders")
    parser.add_argument("--search", action="store_true", help="only the searches")
    parser.add_argument("--imports", action="store_true", help="only the imports")
    parser.add_argument("--suggestions", action="store_true", help="only the suggestions")
    parser.add_argument("--proposal", action="store_true", help="only the first drafts")
    parser.add_argument("--preflight", action="store_true", help="only the pre-flight")
    parser.add_argument("--glance", action="store_true", help="only the sheet at its side")
    parser.add_argument("--reviews", action="store_true", help="only the pages around a review")
    parser.add_argument("-o", "--output", type=Path, help="write the JSON here, not to the end")
    return parser.parse_args()


def say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
