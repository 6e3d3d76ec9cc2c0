"""Pages that stand where a report should be are said, and a report is never taken for one."""

import pytest

from khronika.read import ReadOut
from tests.read.kinds import asides, kinds_of, read

FILLER = "<p>Go to the home page, or search.</p>"


def shown(title: str, body: str = FILLER, heading: str | None = None) -> ReadOut:
    head = f"<h1>{heading}</h1>" if heading else ""
    return read(f"<html><head><title>{title}</title></head><body>{head}{body}</body></html>".encode(), "a.html")


GONE = [
    "Page not found | Lantern Courier", "404 Not Found", "Error 404", "Sorry, this page isn't available.",
    "Sorry, that page doesn’t exist!", "The page you are looking for cannot be found", "This account has been suspended",
    "This video is no longer available", "This content isn't available right now",
    "صفحه مورد نظر یافت نشد", "این صفحه وجود ندارد", "متأسفانه صفحه‌ی مورد نظر شما پیدا نشد", "۴۰۴ - صفحه پیدا نشد",
    "این مطلب حذف شده است", "الصفحة غير موجودة", "عذراً، لم يتم العثور على الصفحة", "هذا المحتوى غير متوفر حالياً",
    "تم حذف هذا المنشور", "Страница не найдена", "Sayfa bulunamadı",
]  # fmt: skip
WALLS = {
    "log-in": [
        "Log in | Facebook",
        "Sign in to continue",
        "ورود به حساب کاربری",
        "تسجيل الدخول",
        "برای مشاهده این صفحه وارد شوید",
    ],
    "consent": ["Before you continue to the site", "We value your privacy", "نحن نقدر خصوصيتك"],
    "robot-check": [
        "Just a moment...",
        "Attention Required! | Shield",
        "Verify you are human",
        "ربات نیستم",
        "لست روبوتا",
    ],
}
ALL = [("gone", said) for said in GONE] + [(kind, said) for kind, lines in WALLS.items() for said in lines]


@pytest.mark.parametrize(("kind", "said"), ALL)
def test_known_by_title_by_heading_or_by_a_line(kind: str, said: str) -> None:
    # A line that invites to log in stands on many pages; there it is set aside, and nothing is left.
    by_line = said if kind != "log-in" and "|" not in said else "404"
    kind_of_line = kind if by_line == said else "gone"
    assert kinds_of(shown("Lantern Courier", f"<p>{by_line}</p>")) == [kind_of_line]
    for out in (shown(said), shown("Lantern Courier", heading=said)):
        assert kinds_of(out) == [kind]
        assert out.problems[0].hint
        (passage,) = out.passages
        assert asides(passage) == [(kind, passage.text)]  # kept, and not searched


LONG = "<p>" + "Officers arrested the teacher Ilona Senk at her school in Brno on 3 May 2021. " * 9 + "</p>"
REPORTS = [
    ("Not found: twelve men from Hama", FILLER),
    ("Log-in details of activists leaked", FILLER),
    ("Security check at Hama gate leaves three dead", FILLER),
    ("Page of history: the summer of 1988", FILLER),
    ("Student removed from class and detained", FILLER),
    ("Access denied to lawyers", FILLER),
    ("Account suspended", LONG + LONG.replace("Brno", "Plzen")),  # a report under such a title
    ("Lantern Courier", f"<form><input type=password></form>{LONG}"),  # a report with a log-in box
    ("Lantern Courier", f"{LONG}<h2>Log in</h2>"),
    ("مأموران وارد خانه شدند", "<p>مأموران وارد خانه شدند و او را بردند.</p>"),
    ("العثور على جثة", "<p>لم يتم العثور على المفقودين الثلاثة بعد اعتقالهم.</p>"),
]


@pytest.mark.parametrize(("title", "body"), REPORTS)
def test_a_report_is_none_of_them(title: str, body: str) -> None:
    out = shown(title, body, heading=title)
    assert not set(kinds_of(out)) & {"gone", *WALLS}
    assert not any(why in {"gone", *WALLS} for passage in out.passages for why, _ in asides(passage))


@pytest.mark.parametrize(
    ("content", "kind"),
    [("0; url=https://courier.example/new", "sent-on"), ("5;URL='https://courier.example/new'", "sent-on"),
     ("0;url=javascript:alert(1)", "sent-on"), ("600", None), ("300; url=/self", None)],
)  # fmt: skip
def test_a_page_that_only_sends_on_is_not_followed(content: str, kind: str | None) -> None:
    page = f'<html><head><meta http-equiv="Refresh" content="{content}"></head><body><p>Moved.</p></body></html>'
    out = read(page.encode(), "a.html")
    assert ("sent-on" in kinds_of(out)) is (kind is not None)
    if "example" in content:
        assert "khronika add https://courier.example/new" in out.problems[0].hint
    assert not any("javascript" in problem.hint for problem in out.problems)
