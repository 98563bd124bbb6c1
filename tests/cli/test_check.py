"""`svcbudget check` as its user runs it: what it prints, where, and with which exit code."""

import json
from pathlib import Path

import pytest
from program import printed, run

GOOD = """currency: CNY
products:
  - name: 连衣裙
    sku: DRESS-01
    price: 100.00
    cost: 60.00
"""
LOSS = GOOD.replace("100.00", "50.00")
NONE_MARGIN = GOOD.replace("100.00", "60.00")
BROKEN = GOOD.replace("100.00", "1,000")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with a file that is well, one with an error, one with a warning and one that is broken."""
    for name, text in {"good": GOOD, "loss": LOSS, "none": NONE_MARGIN, "broken": BROKEN}.items():
        (tmp_path / f"{name}.yaml").write_text(
            text.replace("DRESS-01", name).replace("连衣裙", f"连衣裙 {name}"), "utf-8"
        )
    return tmp_path


def test_a_file_that_is_well_gives_a_summary_and_0(shop: Path) -> None:
    assert printed("check", "good.yaml", cwd=shop) == "no findings (1 file, 1 product)\n"


def test_an_error_is_shown_at_its_place_with_what_to_type_and_gives_1(shop: Path) -> None:
    done = run("check", "loss.yaml", cwd=shop)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "loss.yaml:5:12: error[SB101] 连衣裙 loss: each sale loses 10.00\n"
        "  5 |     price: 50.00\n"
        "    |            ^^^^^\n"
        "  hint: price: 60.00 covers the cost\n"
        "1 error (1 file, 1 product)\n"
    )


@pytest.mark.parametrize(
    ("file", "fail_on", "code"),
    [
        ("none", "error", 0),
        ("none", "warning", 1),
        ("none", "note", 1),
        ("none", "never", 0),
        ("loss", "never", 0),
        ("loss", "error", 1),
        ("broken", "never", 1),
    ],
)
def test_it_fails_from_the_severity_asked_for_and_always_where_a_file_cannot_be_used(
    shop: Path, file: str, fail_on: str, code: int
) -> None:
    assert run("check", f"{file}.yaml", "--fail-on", fail_on, cwd=shop).returncode == code


def test_exit_zero_forgives_findings_but_no_file_that_is_not_there(shop: Path) -> None:
    assert run("check", "loss.yaml", "broken.yaml", "--exit-zero", cwd=shop).returncode == 0
    assert run("check", "loss.yaml", "nowhere.yaml", "--exit-zero", cwd=shop).returncode == 2


def test_findings_of_all_files_come_together_in_the_order_of_the_files(shop: Path) -> None:
    done = run("check", "loss.yaml", "broken.yaml", "nowhere.yaml", "none.yaml", cwd=shop)
    assert done.returncode == 2
    codes = [line.partition("[")[2][:5] for line in done.stdout.splitlines() if ".yaml:" in line]
    assert codes == ["SB101", "SB007", "SB102"]
    assert done.stdout.endswith("2 errors, 1 warning; 1 file not read (4 files, 2 products)\n")
    assert done.stderr == "Error: cannot read nowhere.yaml: No such file or directory\n"


def test_a_pattern_means_the_files_it_matches_and_is_an_error_where_it_matches_none(shop: Path) -> None:
    assert "(2 files" in run("check", "[gl]*.yaml", cwd=shop).stdout
    done = run("check", "*.yml", "good.yaml", cwd=shop)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no file matches *.yml" in done.stderr


def test_a_file_named_twice_is_judged_once(shop: Path) -> None:
    assert printed("check", "good.yaml", "good.yaml", "g*.yaml", cwd=shop) == "no findings (1 file, 1 product)\n"


def test_the_same_product_in_two_files_is_found(shop: Path) -> None:
    (shop / "again.yaml").write_text((shop / "good.yaml").read_text("utf-8"), "utf-8")
    done = run("check", "good.yaml", "again.yaml", cwd=shop)
    assert done.returncode == 1
    assert "again.yaml:4:10: error[SB009]" in done.stdout


def test_a_file_with_nothing_to_check_is_never_green(shop: Path) -> None:
    for text in ("", "# nothing\n", "currency: CNY\n", "currency: CNY\nproducts: []\n"):
        (shop / "empty.yaml").write_text(text, "utf-8")
        assert run("check", "empty.yaml", "--fail-on", "never", cwd=shop).returncode == 1, text


def test_standard_input_is_checked_too(shop: Path) -> None:
    done = run("check", "-", stdin=LOSS.encode(), cwd=shop)
    assert done.returncode == 1
    assert done.stdout.startswith("<stdin>:5:12: error[SB101]")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--select", "SB1"], ["SB101", "SB103"]),
        (["--select", "SB101"], ["SB101"]),
        (["--select", "thin-margin"], ["SB103"]),
        (["--ignore", "SB101"], ["SB103"]),
        (["--select", "SB1", "--ignore", "SB101"], ["SB103"]),
        (["--select", "SB101", "--ignore", "SB1"], ["SB101"]),
        (["--select", "SB2,SB103"], ["SB103"]),
        (["--select", "SB2"], []),
        (["--select", "sold-at-a-loss", "--ignore", "SB101"], []),
    ],
)
def test_rules_are_chosen_by_code_beginning_or_name_and_the_closest_term_wins(
    shop: Path, asked: list[str], found: list[str]
) -> None:
    (shop / "loss.yaml").write_text("policy: {least_margin: 10%}\n" + LOSS, "utf-8")
    done = run("check", "loss.yaml", *asked, "--format", "json", cwd=shop)
    assert [finding["code"] for finding in json.loads(done.stdout)["findings"]] == found


def test_a_broken_file_is_reported_whatever_is_selected(shop: Path) -> None:
    done = run("check", "broken.yaml", "--select", "SB2", "--ignore", "SB0", cwd=shop)
    assert (done.returncode, "SB007" in done.stdout) == (1, True)


def test_a_rule_that_does_not_exist_is_an_error_of_the_call(shop: Path) -> None:
    done = run("check", "good.yaml", "--select", "hevy-gift", cwd=shop)
    assert done.returncode == 2
    assert "did you mean heavy-gift?" in done.stderr


def test_several_reports_are_written_in_one_run(shop: Path) -> None:
    done = run("check", "loss.yaml", "--report", "json=a.json", "--report", "sarif=b.sarif", cwd=shop)
    assert done.returncode == 1
    assert done.stdout.endswith("1 error (1 file, 1 product)\n")
    assert json.loads((shop / "a.json").read_text("utf-8"))["summary"]["errors"] == 1
    assert json.loads((shop / "b.sarif").read_text("utf-8"))["runs"][0]["results"][0]["ruleId"] == "SB101"


def test_a_file_that_was_not_judged_is_told_apart_from_findings_in_sarif(shop: Path) -> None:
    done = run("check", "broken.yaml", "loss.yaml", "nowhere.yaml", "-f", "sarif", cwd=shop)
    (invocation,) = json.loads(done.stdout)["runs"][0]["invocations"]
    told = [(one["descriptor"]["id"], one["level"]) for one in invocation["toolExecutionNotifications"]]
    assert told == [("unopened-file", "error"), ("unjudged-file", "warning")]
    assert not invocation["executionSuccessful"]


def test_a_report_never_overwrites_an_input_and_is_never_half_written(shop: Path) -> None:
    before = (shop / "loss.yaml").read_bytes()
    done = run("check", "loss.yaml", "--report", "json=loss.yaml", cwd=shop)
    assert (done.returncode, (shop / "loss.yaml").read_bytes()) == (2, before)
    assert run("check", "loss.yaml", "--report", "json=no/such/folder.json", cwd=shop).returncode == 2


def test_no_two_results_go_to_one_file(shop: Path) -> None:
    (shop / "link").symlink_to("a.json")
    assert run("check", "loss.yaml", "--baseline", "known.json", "--write-baseline", cwd=shop).returncode == 0
    known = (shop / "known.json").read_bytes()
    for more in (
        ("--report", "json=a.json", "--report", "sarif=a.json"),
        ("--report", "json=a.json", "-o", "link"),
        ("--baseline", "known.json", "--report", "json=known.json"),
        ("--baseline", "known.json", "--write-baseline", "-o", "./known.json"),
    ):
        done = run("check", "loss.yaml", *more, cwd=shop)
        assert (done.returncode, done.stdout) == (2, ""), more
        assert "is named twice" in done.stderr
    assert (shop / "known.json").read_bytes() == known
    assert not (shop / "a.json").exists()


def test_the_result_is_printed_also_where_a_report_cannot_be_written(shop: Path) -> None:
    done = run("check", "loss.yaml", "--report", "json=no/such/folder.json", cwd=shop)
    assert (done.returncode, "SB101" in done.stdout) == (2, True)


def test_one_file_under_two_names_is_judged_once(shop: Path) -> None:
    (shop / "link.yaml").symlink_to("good.yaml")
    assert printed("check", "good.yaml", "./good.yaml", "link.yaml", cwd=shop) == "no findings (1 file, 1 product)\n"


def test_a_report_needs_a_form_and_a_file(shop: Path) -> None:
    for wrong in ("json", "html=a.html", "json=", "json=-"):
        assert run("check", "good.yaml", "--report", wrong, cwd=shop).returncode == 2, wrong


def test_the_day_of_an_ignore_can_be_set(shop: Path) -> None:
    ignore = "    ignore: [{code: SB101, reason: clearance, until: 2027-03-31}]\n"
    (shop / "loss.yaml").write_text(LOSS + ignore, "utf-8")
    assert run("check", "loss.yaml", "--today", "2027-03-31", cwd=shop).returncode == 0
    assert run("check", "loss.yaml", "--today", "2027-04-01", cwd=shop).returncode == 1
    assert run("check", "loss.yaml", "--today", "2027-02-30", cwd=shop).returncode == 2


def test_what_is_set_aside_is_shown_and_counted(shop: Path) -> None:
    ignore = "    ignore: [{code: SB101, reason: clearance}]\n"
    (shop / "loss.yaml").write_text(LOSS + ignore, "utf-8")
    assert printed("check", "loss.yaml", cwd=shop) == (
        "loss.yaml:5:12: set aside: error[SB101] 连衣裙: each sale loses 10.00\n"
        "  ignore: clearance\n"
        "no findings; 1 set aside (1 file, 1 product)\n"
    )


def test_the_same_files_give_the_same_bytes(shop: Path) -> None:
    for form in ("text", "json", "github", "gitlab", "junit", "sarif"):
        first, second = (
            run("check", "loss.yaml", "none.yaml", "-f", form, cwd=shop, PYTHONHASHSEED=seed) for seed in "12"
        )
        assert first.stdout == second.stdout
