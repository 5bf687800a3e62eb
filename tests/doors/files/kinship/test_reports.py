"""Reports trust no list, say everything that a reader needs to doubt them, and name nobody whom they cannot tell."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import tomllib
from pathlib import Path

import pypdfium2
import pytest

from repatria.config.session import BAD_INPUT, DONE
from repatria.core.kinship.likelihood import Conventions, LikelihoodRatio, Question
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.observations import Observation
from repatria.core.kinship.relations import family_from
from repatria.doors.files.kinship.kin_of_his import alternatives
from repatria.doors.files.kinship.report_blocks import remark
from repatria.doors.files.kinship.report_front import joined_parts, warnings
from repatria.doors.files.kinship.report_words import LANGUAGES, words_of
from tests.doors.files.kinship.test_commands import EXAMPLES, MATERIAL, run

NAMES = ("--name", "A. Vdovenko", "--name", "B. Lisova")
PAIR = ("--body", "B-04", "--family", "F02")
WORDS = Path(__file__).parents[4] / "src" / "repatria" / "doors" / "files" / "kinship" / "words"


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    """What a search of the examples wrote, once for all who change their copy."""
    folder = tmp_path_factory.mktemp("searched")
    run("search", *MATERIAL, "--out", folder / "pairs.csv")
    return folder


@pytest.fixture
def pairs(searched, tmp_path):
    shutil.copytree(searched, tmp_path, dirs_exist_ok=True)
    return tmp_path / "pairs.csv"


def pages_of(path):
    """The words of each page, without the marks at which a long one may be broken."""
    texts = [page.get_textpage().get_text_range().replace("\u200b", "") for page in pypdfium2.PdfDocument(path)]
    return [" ".join(text.split()) for text in texts]


def text_of(path):
    return " ".join(pages_of(path))


def changed(path, column, value):
    with path.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    next(row for row in rows if row["body"] == "B-04")[column] = value
    with path.open("w", encoding="utf-8", newline="") as opened:
        written = csv.DictWriter(opened, rows[0].keys(), lineterminator="\n")
        written.writeheader()
        written.writerows(rows)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("--name", "A. Vdovenko", "--name", "a. vdovenko", *PAIR), "two different persons"),
        (("--name", "A. Vdovenko", *PAIR), "given twice"),
        ((*NAMES, "--body", "B-99", "--family", "F02"), "no such line"),
        ((*NAMES, "--body", "B-04", "--family", "F99"), "no family of that name"),
        ((*NAMES, *PAIR, "--missing", "nobody"), "no such line"),
        ((*NAMES, *PAIR, "--staff", EXAMPLES / "remains.csv"), "not those of the search"),
        ((*NAMES, *PAIR, "--theta", "0.01"), "theta: the search used 0.0, here 0.01"),
        ((*NAMES, *PAIR, "--mutation", "equal"), "the settings are not those of the search"),
        ((*NAMES, *PAIR, "--prior-odds", "1000"), "--prior-basis"),
        ((*NAMES, *PAIR, "--prior-odds", "1000", "--prior-basis", "none"), "prior_odds: the search used None"),
        ((*NAMES, "--body", "B-04"), "name one pair"),
        ((*NAMES, *PAIR, "--laboratory", EXAMPLES / "families.csv"), "is no TOML"),
    ],
)
def test_refuses_a_report_that_would_not_hold(pairs, tmp_path, typed, words, capsys):
    assert BAD_INPUT == run("report", *MATERIAL, "--pairs", pairs, *typed, "--out", tmp_path / "r.pdf")
    assert words in capsys.readouterr().out
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.parametrize(
    ("column", "value"), [("log10_lr", "17.8295"), ("posterior", "0.5"), ("next_best_log10_lr", "3"), ("alike", "X")]
)
def test_refuses_a_list_that_was_changed_and_one_whose_run_record_was_changed_with_it(
    pairs, tmp_path, column, value, capsys
):
    from repatria.doors.files.kinship.files import digest_of

    typed = ("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, "--out", tmp_path / "r.pdf")
    changed(pairs, column, value)

    assert BAD_INPUT == run(*typed)
    assert "not what the search wrote" in capsys.readouterr().out
    record = pairs.with_suffix(".run.json")
    record.write_text(json.dumps(json.loads(record.read_text()) | {"pairs_sha256": digest_of(pairs)}))
    assert BAD_INPUT == run(*typed)
    assert f"line 5, {column}: the list says {value}, anew it is" in capsys.readouterr().out
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.parametrize(
    "record",
    [
        "{}", "[]", "no JSON", '{"pairs_sha256": 1}', {"settings": 5}, {"least_log10_lr": "two"}, {"most_each": None},
        {"most_each": True}, {"pairs_sha256": None},
    ],
)  # fmt: skip
def test_refuses_a_run_record_that_is_none(pairs, tmp_path, record, capsys):
    beside = pairs.with_suffix(".run.json")
    beside.write_text(record if isinstance(record, str) else json.dumps(json.loads(beside.read_text()) | record))

    assert BAD_INPUT == run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, "--out", tmp_path / "r.pdf")
    assert "pairs.run.json" in capsys.readouterr().out


def test_theta_is_asked_for_and_never_taken_as_nothing_in_silence(pairs, tmp_path, capsys):
    without = [word for word in MATERIAL if word != "--theta"][:-1]

    assert BAD_INPUT == run("report", *without, "--pairs", pairs, *NAMES, *PAIR, "--out", tmp_path / "r.pdf")
    assert "--theta: must be stated for a report" in capsys.readouterr().out


LABORATORY = {
    "number": "DNA-0417", "laboratory": "Invented Laboratory", "address": "1 Invented Street", "kit": "GlobalFiler",
    "customer": "Invented Bureau",
}  # fmt: skip
DAYS = {"received_on": "2026-11-02", "tested_from": "2026-11-05", "tested_to": "2026-11-09"}
ITEMS = {"B-04": "seal 7781 whole", "R02": "dry", "R03": "dry and clean"}
FUNCTIONS = {"A. Vdovenko": "reporting scientist", "B. Lisova": "head of the laboratory"}


def laboratory(tmp_path, more="", **changed):
    texts = "".join(f'{name} = "{text}"\n' for name, text in (LABORATORY | changed).items() if text is not None)
    days = "".join(f"{name} = {day}\n" for name, day in DAYS.items() if f"{name} =" not in more)
    items = "".join(
        f'[[items]]\nsample = "{sample}"\ndescription = "of {sample}"\ncondition = "{condition}"\n'
        for sample, condition in ITEMS.items()
    )
    functions = "[functions]\n" + "".join(f'"{name}" = "{what}"\n' for name, what in FUNCTIONS.items())
    (tmp_path / "laboratory.toml").write_text(f"{texts}{days}{more}{items}{functions}", encoding="utf-8")
    return tmp_path / "laboratory.toml"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ('fax = "1"\n', "fax: is none of"),
        ("method = 7\n", "method: must be a text"),
        ("tested_to = 2026-11-04\n", "tested_to: is before tested_from"),
        ("received_on = 2026-11-06\n", "tested_from: is before received_on"),
        ('[[items]]\nsample = "B-04"\n', "B-04 stands there twice"),
        ('[[items]]\ncondition = "dry"\n', "items, 1: names no sample"),
        ('[[items]]\nsample = "X"\nreceived_on = "soon"\n', "items, 1, received_on: must be a day"),
        ('[[items]]\nsample = "X"\ncolour = "red"\n', "colour is none of"),
    ],
)
def test_refuses_a_laboratory_s_file_with_a_field_that_is_not_known(pairs, tmp_path, more, words, capsys):
    typed = (*NAMES, *PAIR, "--laboratory", laboratory(tmp_path, more), "--out", tmp_path / "r.pdf")

    assert BAD_INPUT == run("report", *MATERIAL, "--pairs", pairs, *typed)
    assert words in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_says_what_a_laboratory_s_standard_asks_for(pairs, tmp_path, language):
    out, words = tmp_path / "r.pdf", words_of(language)
    typed = ("--laboratory", laboratory(tmp_path), "--language", language, "--out", out)
    assert DONE == run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, *typed)
    report = json.loads(out.with_suffix(".json").read_text())
    pages = pages_of(out)
    whole = " ".join(pages)

    assert [] == report["laboratory"]["lacking"]
    assert [] == [t for t in (*LABORATORY.values(), *ITEMS.values(), *FUNCTIONS.values()) if t not in whole]
    for told in ("only_items", "relatives_note", "one_part"):
        assert re.sub(r"\s+", " ", words.say(told)) in whole
    assert words.say("end", number="DNA-0417") in pages[-1]
    assert words.label("theta") in pages[0] and words.say("theta_stated", theta="0") in pages[0]
    assert all("DNA-0417" in page and report["content_sha256"] in page for page in pages)
    assert words.say("not_stated") not in pages[0]
    assert {"X/Y", "X/X"} == {one["amelogenin"] for one in report["items"]}


def test_what_the_laboratory_does_not_state_is_said_on_the_first_page(pairs, tmp_path):
    out = tmp_path / "r.pdf"
    typed = ("--laboratory", laboratory(tmp_path, customer=None), "--out", out)
    assert DONE == run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, *typed)
    first = pages_of(out)[0]

    assert "Not stated by the laboratory: customer. Without these this is no report under ISO/ IEC 17025" in (
        first.replace("ISO/IEC", "ISO/ IEC")
    )
    assert DONE == run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, "--out", out)
    assert re.fullmatch(r"R-[0-9a-f]{12}", json.loads(out.with_suffix(".json").read_text())["number"])


def test_the_digest_is_of_the_content_and_changes_with_language_and_number(pairs, tmp_path):
    digests = set()
    for place, (language, number) in enumerate((("en", "1"), ("uk", "1"), ("en", "1"), ("en", "2"))):
        out = tmp_path / f"{place}.pdf"
        typed = ("--laboratory", laboratory(tmp_path, number=number), "--language", language, "--out", out)
        assert DONE == run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, *typed)
        report = json.loads(out.with_suffix(".json").read_text())
        digests.add(digest := report.pop("content_sha256"))
        text = json.dumps(report, sort_keys=True, ensure_ascii=False, allow_nan=False)

        assert digest == hashlib.sha256(text.encode()).hexdigest()
    assert 3 == len(digests)


def test_a_relative_of_his_is_weighed_beside_him(pairs, tmp_path):
    """Where both parents were typed a brother fits as well as he, and a stranger's son of his father does not."""
    out = tmp_path / "r.pdf"
    run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, "--out", out)
    found = {
        one["relation"]: one["log10_lr"] for one in json.loads(out.with_suffix(".json").read_text())["relatives_of_his"]
    }

    assert found["full_sibling"] == pytest.approx(0, abs=1e-9)
    assert found["half_sibling_of_father"] > 1 and found["half_sibling_of_mother"] > 1


def test_joined_parts_stand_in_the_report_with_ratio_and_loci(pairs, tmp_path):
    out = tmp_path / "r.pdf"
    run("report", *MATERIAL, "--pairs", pairs, *NAMES, "--body", "B-05a", "--family", "F03", "--out", out)
    (join,) = json.loads(out.with_suffix(".json").read_text())["parts"]["joined"]

    assert ("B-05a", "B-05b", 8) == (join["first"], join["second"], join["loci"])
    told = f"B-05a B-05b {join['log10_brother']:.4f} {join['log10_stranger']:.4f} 8 joined"
    assert told in re.sub(r"\s+", " ", text_of(out))


def told_of(name, verdict):
    pair = {"first": "arm", "second": name, "log10_brother": 2.5, "log10_stranger": 9.0, "loci": 7, "verdict": verdict}
    apart = [] if verdict == "joined" else [pair]
    joined = [pair] if verdict == "joined" else []
    parts = {"joined": joined, "left_apart": apart, "is_on": True, "least_log10": 3.0, "least_loci": 8}
    own = ["arm", name] if joined else ["arm"]
    return {"laboratory": {"lacking": []}, "equals": [], "parts": parts, "body": {"id": "arm", "parts": own}}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("verdict", "is_said"), [("joined", False), ("too_little", True), ("two_groups", True), ("contradicts", False)]
)
def test_a_part_that_may_be_of_the_body_and_competes_with_it_is_said_on_the_first_page(language, verdict, is_said):
    words, report = words_of(language), told_of("leg", verdict)

    assert is_said == any("leg" in box["text"] for box in warnings(report, words))
    *_, listed = joined_parts(report, words)
    assert [["arm", "leg", words.fixed(2.5, 4), words.fixed(9, 4), "7", words.named("parts_verdict", verdict)]] == (
        listed["rows"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_for_no_figure_is_never_in_the_program_s_words(language):
    words = words_of(language)

    assert "" == remark(words, "")
    assert words.say("no_row_theta") == remark(words, "no_row_theta")
    assert words.say("no_row_other") == remark(words, "mother is not in the pedigree")


def test_what_posteriors_leave_over_is_never_written_as_nothing():
    assert ["below 0.000001", "below 0.000001", "0.010375", "above 0.999999"] == [
        words_of("en").rest(value) for value in (0.0, 1 - 0.999999, 0.0103751, 1.0)
    ]


@pytest.mark.whole
def test_with_theta_a_relative_of_his_in_a_large_pedigree_is_not_weighed_for_hours():
    family = family_from([(word, f"R{place}") for place, word in enumerate(["brother"] * 4 + ["sister"] * 3)])
    seen = {"L": Observation(alleles=("9", "10"))}
    asked = Question(
        pedigree=family, member="missing", loci=[Locus(name="L", frequencies={"9": 0.5, "10": 0.5})],
        typed={f"R{place}": seen for place in range(7)}, body=seen, conventions=Conventions(theta=0.01),
    )  # fmt: skip

    assert {(None, "no_row_theta")} == {
        (one.log10_lr, one.remark) for one in alternatives(asked, LikelihoodRatio(loci=()))
    }


def test_a_profile_that_equals_a_relative_s_is_said_on_the_first_page(tmp_path):
    header, *lines = (EXAMPLES / "relatives.csv").read_text().splitlines()
    relative = next(line for line in lines if line.startswith("R03,"))
    (tmp_path / "more.csv").write_text(f"{header}\nB-99{relative[3:]}\n")
    material = [tmp_path / "more.csv" if word == EXAMPLES / "remains.csv" else word for word in MATERIAL]
    assert DONE == run("search", *material, "--out", tmp_path / "pairs.csv")
    typed = (*NAMES, "--body", "B-99", "--family", "F02", "--out", tmp_path / "r.pdf")
    assert DONE == run("report", *material, "--pairs", tmp_path / "pairs.csv", *typed)

    assert "equals that of relative R03 at 16 loci" in pages_of(tmp_path / "r.pdf")[0]


def test_the_place_need_not_be_named_where_one_person_is_missing(pairs, tmp_path):
    assert DONE == run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, "--out", tmp_path / "r.pdf")
    assert ["missing of F02"] == json.loads((tmp_path / "r.json").read_text())["family"]["places"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("uk", "(без імені у файлі)"), ("ru", "(без имени в файле)"), ("en", "(unnamed in the file)")],
)
def test_whom_the_file_does_not_name_is_called_so_in_the_readers_language(pairs, tmp_path, language, words):
    asked = (*MATERIAL, "--pairs", pairs, *NAMES, *PAIR, "--language", language)

    assert DONE == run("report", *asked, "--out", tmp_path / "r.pdf")
    h1 = json.loads((tmp_path / "r.json").read_text())["propositions"]["H1"]
    assert words in h1
    assert "missing of" not in h1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_says_everything_in_its_reader_s_language(pairs, tmp_path, language):
    out, words = tmp_path / "report.pdf", words_of(language)
    typed = ("--frequency-source", "Invented, 2026", "--language", language, "--out", out)

    assert DONE == run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, *typed)
    report, text = json.loads(out.with_suffix(".json").read_text()), text_of(out)
    assert sum(one["log10_lr"] for one in report["by_locus"]) == pytest.approx(report["log10_lr"])
    flat = re.sub(r"\s+", " ", text)
    keys = {*words.sections["label"]} - {"page", "pedigree_alt", "posterior_any", "total_autosomal", "total_x"}
    keys -= {"parts", "lines", "line", "compared_with", "markers_compared", "differing", "counted", "bound", "remark"}
    keys -= {
        "accreditation",
        "customer_contact",
        "method",
        "first_sample",
        "second_sample",
        "outcome",
        "against_brother",
        "against_stranger",
        "common_loci",
    }
    assert [] == [key for key in keys - {"haplotypes"} if words.label(key) not in flat]
    assert report["program"]["libraries"].keys() == {"Python", "numpy", "numba", "scipy"} and "numba" in flat
    assert "Invented, 2026" in flat and report["data_sha256"] in flat and "A. Vdovenko" in flat
    assert {"stated", "theta", "none", "prune", "minimum", "floor", "without"} <= {
        one["what"] for one in report["sensitivity"]
    }


def test_no_report_calls_anything_certain_or_a_posterior_one(pairs, tmp_path):
    for language in LANGUAGES:
        out = tmp_path / f"{language}.pdf"
        run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, "--language", language, "--out", out)
        both = json.dumps(json.loads(out.with_suffix(".json").read_text()), ensure_ascii=False) + text_of(out)

        assert [] == re.findall(r"certain|sure\b|proven|напевно|безсумнів|доведено|несомненн|наверняка", both, re.I)
        assert words_of(language).say("above", value=".999999").replace(".", "")[-6:] in both
    assert 0.999999 == json.loads((tmp_path / "en.json").read_text())["posterior"]


def test_the_files_of_words_have_the_same_keys_and_places():
    held = {one: tomllib.loads((WORDS / f"{one}.toml").read_text(encoding="utf-8")) for one in LANGUAGES}
    shape = {
        one: {
            (s, key): sorted(re.findall(r"{\w+}", text)) for s, part in held[one].items() for key, text in part.items()
        }
        for one in LANGUAGES
    }

    assert shape["en"] == shape["uk"] == shape["ru"]


def test_brothers_whom_nothing_tells_apart_are_named_together_only(tmp_path):
    incident = tmp_path / "incident"
    run(
        "simulate", "--frequencies", EXAMPLES / "invented-frequencies.csv", "--out", incident,
        "--bodies", 8, "--families", 20, "--strangers", 0, "--partial", 0,
    )  # fmt: skip
    material = (
        "--remains", incident / "remains.csv", "--families", incident / "families.csv", "--references",
        incident / "relatives.csv", "--frequencies", incident / "frequencies.csv", "--threads", 1,
    )  # fmt: skip
    run("search", *material, "--out", incident / "pairs.csv")
    wanted = ("--from-posterior", 0.99, "--out", tmp_path / "all")
    assert DONE == run("report", *material, "--theta", 0, "--pairs", incident / "pairs.csv", *NAMES, *wanted)
    reports = [json.loads(path.read_text()) for path in sorted((tmp_path / "all").glob("*.json"))]
    alike = [one for one in reports if one["family"]["is_symmetric"]]

    assert 2 == len(alike)
    for one in alike:
        assert ["missing", "missing brother"] == one["family"]["places"]
        assert one["posterior"] == pytest.approx(0.5, abs=0.01) and one["posterior_of_these_places"] > 0.99
        assert "is one of the missing persons" in one["propositions"]["H1"]
        assert one["log10_glr"] is None
    assert len(reports) == len(list((tmp_path / "all").glob("*.pdf")))


def test_profiles_can_be_kept_back(pairs, tmp_path):
    out = tmp_path / "r.pdf"
    run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, "--keep-profiles-back", "--out", out)
    report = json.loads(out.with_suffix(".json").read_text())

    assert report["profiles"] is None
    assert report["body"]["profile_sha256"][:12] in text_of(out)
    assert "6/8" not in text_of(out)


@pytest.mark.whole
@pytest.mark.parametrize(
    ("options", "what", "value"),
    [
        (("--theta", 0.03), "theta", 0.03),
        (("--mutation", "equal"), "equal", None),
        (("--mutation", "stepwise", "--range", 0.5), "stepwise", 0.5),
        (("--minimum-frequency", 0.005), "minimum", 0.005),
    ],
)
def test_a_row_with_another_assumption_says_what_a_search_under_it_says(pairs, tmp_path, options, what, value):
    out, other = tmp_path / "r.pdf", tmp_path / "other.csv"
    run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, "--out", out)
    run("search", *MATERIAL, *options, "--out", other)
    with other.open(encoding="utf-8", newline="") as opened:
        expected = next(float(row["log10_lr"]) for row in csv.DictReader(opened) if row["body"] == "B-04")

    rows = json.loads(out.with_suffix(".json").read_text())["sensitivity"]
    assert [pytest.approx(expected, abs=1e-4)] == [
        row["log10_lr"] for row in rows if (row["what"], row["value"]) == (what, value)
    ]
    assert DONE == run("report", *MATERIAL, *options, "--pairs", other, *NAMES, *PAIR, "--out", tmp_path / "o.pdf")
    assert expected == pytest.approx(json.loads((tmp_path / "o.json").read_text())["log10_lr"], abs=1e-4)


@pytest.mark.whole
def test_rows_without_a_locus_leave_out_that_locus_only(pairs, tmp_path):
    out = tmp_path / "r.pdf"
    run("report", *MATERIAL, "--pairs", pairs, *NAMES, *PAIR, "--out", out)
    report = json.loads(out.with_suffix(".json").read_text())
    by_locus = {one["locus"]: one["log10_lr"] for one in report["by_locus"]}
    rows = {one["what"]: one for one in report["sensitivity"]}

    assert max(by_locus, key=by_locus.get) == rows["without"]["value"]
    assert rows["without"]["log10_lr"] == pytest.approx(report["log10_lr"] - max(by_locus.values()))
    assert ["D2S1338"] == report["inconsistent_loci"]
    assert rows["without_inconsistent"]["log10_lr"] == pytest.approx(report["log10_lr"] - by_locus["D2S1338"])
    assert "-Inf" == rows["none"]["log10_lr"]


def test_whatever_names_hold_is_printed_as_text_and_large_families_stay_readable(tmp_path):
    odd, family = '#strong[x] <b> </svg><script>1</script> {place} "', "F {body} #F"
    header, *lines = (EXAMPLES / "relatives.csv").read_text().splitlines()
    quoted = '"' + odd.replace('"', '""') + '"'
    lines = [line.replace("R02,", f"{quoted},") for line in lines]
    (tmp_path / "relatives.csv").write_text("\n".join([header, *lines]))
    idle = [f"{family},idle {i},,{quoted},M,," for i in range(30)]
    persons = [f"{family},son {{x}},,{quoted},M,yes,", f"{family},{quoted},,,F,,{quoted}", *idle]
    (tmp_path / "families.csv").write_text("\n".join(["Family,Person,Father,Mother,Sex,Missing,Sample", *persons]))
    material = (
        "--remains", EXAMPLES / "remains.csv", "--families", tmp_path / "families.csv", "--references",
        tmp_path / "relatives.csv", "--frequencies", EXAMPLES / "invented-frequencies.csv", "--threads", 1,
    )  # fmt: skip
    pairs, out = tmp_path / "pairs.csv", tmp_path / "r.pdf"
    assert DONE == run("search", *material, "--least", -5, "--out", pairs)
    typed = ("--body", "B-04", "--family", family, "--name", "#A", "--name", "<b>B", "--out", out)

    assert DONE == run("report", *material, "--theta", 0, "--pairs", pairs, *typed)
    text = re.sub(r"[\s\u200b]+", "", text_of(out))
    assert re.sub(r"\s", "", odd) in text and "{x}" in text
    assert "idle" not in text
