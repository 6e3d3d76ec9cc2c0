"""Copies that were corrected, re-titled, shortened or typed otherwise are alike; halves, retellings and form letters not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika.corroborate import bands_of, likeness, runs_of
from khronika.model.claims import Span
from khronika.model.evidence import Aside, Passage

EN = (
    "Guards in the northern prison of Halden put ten men before a wall at dawn on Sunday, blindfolded them and fired into "
    "the air, two relatives who visited them have said. The men had been taken from their homes in the first week of May "
    "after a strike at the sugar works. One of them, the teacher Anders Lund, was beaten with cables on the soles of his "
    "feet. The families have asked the provincial court for a doctor. The prison office did not answer questions. "
    "A lawyer for three of the men said that none of them has been charged, and that letters came back unopened."
)
FA = (
    "مأموران زندان شمال سحرگاه یکشنبه ده مرد را با چشمان بسته کنار دیوار گذاشتند و به هوا شلیک کردند؛ این را دو تن از "
    "بستگان آنان پس از ملاقات گفته‌اند. این مردان در هفته نخست اردیبهشت پس از اعتصاب کارخانه قند از خانه‌هایشان برده شده "
    "بودند. یکی از آنان، آموزگار نادر فرهودی، با کابل بر کف پا زده شد. خانواده‌ها از دادگاه استان خواسته‌اند که پزشک بفرستد. "
    "دفتر زندان به پرسش‌ها پاسخ نداد. وکیل سه نفر از آنان گفت که هیچ‌کدام تفهیم اتهام نشده‌اند و نامه‌های او باز نشده برگشته است."
)
AR = (
    "وضع حراس سجن الشمال عشرة رجال أمام جدار فجر يوم الأحد وعصبوا أعينهم وأطلقوا النار في الهواء، بحسب ما قال اثنان من "
    "أقاربهم بعد زيارتهم. وكان الرجال قد اقتيدوا من منازلهم في الأسبوع الأول من مايو بعد إضراب في معمل السكر. وتعرض أحدهم، "
    "المعلم سامر الحداد، للضرب بالأسلاك على باطن قدميه. وطلبت العائلات من محكمة المحافظة إرسال طبيب. ولم ترد إدارة السجن على "
    "الأسئلة. وقال محامي ثلاثة من الرجال إنه لم توجه إلى أي منهم تهمة وإن رسائله إلى الوزارة عادت دون أن تفتح."
)
ZH = (
    "两名探视过犯人的亲属说，星期日黎明，北方监狱的看守把十名男子蒙上眼睛，让他们站在墙前，然后向空中开枪。"
    "这些人是在糖厂罢工之后的五月第一周被人从家中带走的。其中一人是教师，脚底被电缆抽打。家属请求省法院派一名医生。"
)
FORM = (
    "Urgent appeal. We are writing to you about the arrest of {0} on {1} in {2}. We call on the authorities to say where {0} "
    "is held, to let a doctor and a lawyer in, and to release {0} at once unless a charge is brought before an independent "
    "court. Please write to the governor and to the head of the prison before the end of the month."
)


def cut(text: str, share: float) -> str:
    return text[: int(len(text) * share)]


ALIKE = {
    "en: set in capitals, with other commas": (EN, EN.upper().replace(",", " –")),
    "en: a headline before it": (EN, "Mock executions in Halden, families say. By our reporter. " + EN),
    "en: the last fifth cut off": (EN, cut(EN, 0.8)),
    "en: two words corrected": (EN, EN.replace("ten men", "eleven men").replace("Lund", "Lunde")),
    "en: four words corrected": (
        EN, EN.replace("ten", "eleven").replace("Lund", "Lunde").replace("Sunday", "Monday").replace("cables", "sticks"),
    ),
    "en: a paragraph added": (EN, EN + " On Tuesday the governor told a local station that he knew of no such event there."),
    "fa: typed with Arabic letters, without joiners": (FA, FA.replace("ی", "ي").replace("ک", "ك").replace("\u200c", " ")),
    "fa: a headline before it": (FA, "گزارش ویژه: اعدام نمایشی در زندان شمال. " + FA),
    "fa: two words corrected": (FA, FA.replace("ده مرد", "یازده مرد").replace("نادر", "ناصر")),
    "fa: the last quarter cut off": (FA, cut(FA, 0.75)),
    "ar: with some vowel signs": (AR, AR.replace("وضع حراس", "وَضَعَ حُرّاس").replace("سجن", "سِجن")),
    "ar: a headline before it": (AR, "خاص: إعدام وهمي في سجن الشمال. " + AR),
    "ar: two words corrected": (AR, AR.replace("عشرة رجال", "أحد عشر رجلا").replace("سامر", "سامي")),
    "ar: the last quarter cut off": (AR, cut(AR, 0.75)),
    "zh: two signs corrected": (ZH, ZH.replace("十名", "九名").replace("教师", "教员")),
    "two lines, the same": ("Ilona Senk was arrested.", "Ilona Senk  was arrested"),
}  # fmt: skip
OTHER = {
    "en: half of it": (EN, cut(EN, 0.5)),
    "en: retold": (
        EN, "Two relatives say that guards blindfolded ten prisoners in Halden, stood them against a wall and shot in the air. "
        "The prisoners, held since a strike at the sugar works in early May, have not been charged, a lawyer says. A teacher, "
        "Anders Lund, is said to have been beaten with cables. The families want a doctor to see them.",
    ),
    "en: a form letter for another person": (
        FORM.format("Anders Lund", "3 May", "Halden"), FORM.format("Ilona Senk", "9 June", "Brandal"),
    ),
    "fa: half of it": (FA, cut(FA, 0.5)),
    "fa: retold": (
        FA, "به گفته دو نفر از خویشاوندان زندانیان، نگهبانان ده زندانی را چشم‌بسته جلوی دیوار بردند و تیر هوایی زدند. این افراد از "
        "زمان اعتصاب کارخانه قند در بازداشت‌اند. آموزگاری به نام نادر فرهودی با کابل کتک خورده است.",
    ),
    "ar: half of it": (AR, cut(AR, 0.5)),
    "ar: retold": (
        AR, "قال اثنان من أقارب السجناء إن الحراس أوقفوا عشرة منهم أمام الجدار معصوبي الأعين وأطلقوا رصاصا في الهواء. ويقول محاميهم "
        "إنهم محتجزون منذ إضراب معمل السكر دون تهمة.",
    ),
    "two lines that differ in a name": ("Ilona Senk was arrested in Brno.", "Karel Senk was arrested in Brno."),
    "nothing": ("", ""),
    "something and nothing": (EN, "…"),
    "another language": (FA, AR),
}  # fmt: skip


def passage(text: str, number: int = 0) -> Passage:
    return Passage("item", "source", "en", text, start=number)


def runs(text: str) -> frozenset[int]:
    return runs_of([passage(text)])


@pytest.mark.parametrize("name", ALIKE)
def test_copies_are_alike_and_meet_in_a_band(name: str) -> None:
    one, two = map(runs, ALIKE[name])
    share = likeness(one, two)
    assert share is not None
    assert share > 0.6
    assert set(bands_of(one)) & set(bands_of(two))


@pytest.mark.parametrize("name", OTHER)
def test_what_is_no_copy_is_not_alike(name: str) -> None:
    assert likeness(*map(runs, OTHER[name])) is None


def test_how_much_is_in_the_other_is_said_from_ones_own_side() -> None:
    whole, short = runs(EN), runs(cut(EN, 0.8))
    assert likeness(short, whole) > likeness(whole, short)  # type: ignore[operator]
    assert likeness(whole, whole) == 1.0


def test_what_is_set_aside_and_how_it_is_parted_do_not_count() -> None:
    menu = "Home Contact Privacy. "
    page = Passage("item", "source", "en", menu + EN, aside=(Aside(Span(0, len(menu)), "menu"),))
    assert runs_of([page]) == runs(EN)
    first, second = EN[: EN.index("The families")], EN[EN.index("The families") :]
    assert likeness(runs_of([passage(first, 1), passage(second, 2)]), runs(EN)) is not None


@given(st.text())
def test_a_text_is_like_itself_if_it_has_words(text: str) -> None:
    one = runs(text)
    assert (likeness(one, one) == 1.0) == bool(one) == bool(bands_of(one))
    assert len(bands_of(one)) in (0, 12)
    assert all(0 <= band < 2**63 for band in bands_of(one))


@given(st.text(), st.text())
def test_being_alike_is_mutual(left: str, right: str) -> None:
    one, two = runs(left), runs(right)
    assert (likeness(one, two) is None) == (likeness(two, one) is None)
