"""Bodies in sentences as reports write them, by country and script."""

import pytest

from khronika.lexicon.bodies import BODIES, bodies_in

TABLES: dict[str, list[tuple[str, list[str]]]] = {
    "IR": [
        ("مأموران اداره اطلاعات سنندج او را بازداشت کردند.", ["ir-mois-office"]),
        ("مامورين اداره‌ی اطلاعات سپاه پاسداران", ["ir-irgc-intelligence"]),
        ("سازمان اطلاعات سپاه وی را احضار کرد", ["ir-irgc-intelligence"]),
        ("دادگاه‌های انقلاب و دادگاه انقلاب تهران", ["ir-revolutionary-court", "ir-revolutionary-court"]),
        ("سازمان زندانها، سازمان زندان ها، سازمان زندان‌ها", ["ir-prisons"] * 3),
        ("دادسرای اوين و دادستاني كل كشور", ["ir-evin-prosecutor", "ir-prosecutor-general"]),
        ("پلیس فتا، پلیس آگاهی و یگان ویژه", ["ir-fata", "ir-agahi", "ir-special-unit"]),
        ("اعتقله عناصر من الحرس الثوري الإيراني وقوات الباسيج", ["ir-irgc", "ir-basij"]),
        ("FARAJA's Special Units Command in Tehran", ["ir-faraja", "ir-special-unit"]),
        ("the Special Clerical Court and NOPO", ["ir-clergy-court", "ir-nopo"]),
        ("بسیجی‌ها به خوابگاه حمله کردند", ["ir-basij"]),
        ("لەلایەن هێزەکانی سوپای پاسداران", ["ir-irgc"]),
    ],
    "SY": [
        ("اعتقلته دورية تابعة للمخابرات الجوية", ["sy-mukhabarat-air"]),
        ("والأمن العسكري في حمص", ["sy-military-intelligence"]),
        ("المُخابرات الجويّة", ["sy-mukhabarat-air"]),
        ("نُقل إلى فرع فلسطين ثم إلى الفرع 215", ["sy-mi-235", "sy-mi-215"]),
        ("محكمة الميدان العسكرية بدمشق", ["sy-military-field-court"]),
        ("held by Branch 227 in Damascus", ["sy-mi-227"]),
        ("held by Branch 227 of the bank", []),
        ("the Fourth Division and the Republican Guard near Damascus", ["sy-fourth-division", "sy-republican-guard"]),
        ("قوات سوريا الديمقراطية (قسد)", ["sy-sdf", "sy-sdf"]),
        ("الأسايش في القامشلي", ["sy-asayish"]),
        ("جهاز الأمن العام في إدلب", ["sy-general-security-service"]),
        ("the Palestine Branch of Military Intelligence", ["sy-mi-235", "sy-military-intelligence"]),
    ],
    "IQ": [
        ("اعتقلته قوة من الحشد الشعبي", ["iq-pmf"]),
        ("وعصائب أهل الحق، وبالحشد الشعبي", ["iq-asaib", "iq-pmf"]),
        ("جهاز مكافحة الإرهاب في بغداد", ["iq-counter-terrorism"]),
        ("Federal Police raided a house in Mosul.", ["iq-federal-police"]),
        ("Federal Police raided a house in Curitiba.", []),
        ("ئاسایشی هەولێر و پێشمەرگەکان", ["iq-asayish", "iq-peshmerga"]),
        ("قوات الأسايش في أربيل", ["iq-asayish"]),
        ("the Zeravani and the Asayish of Erbil", ["iq-zeravani", "iq-asayish"]),
        ("SWAT forces opened fire in Nasiriyah, Iraq.", ["iq-swat"]),
        ("INIS and the Iraqi National Security Service", ["iq-inis", "iq-nss"]),
    ],
    "TR": [
        ("MİT'in Ankara'daki binasında", ["tr-mit"]),
        ("MİLLİ İSTİHBARAT TEŞKİLATI ve Milli Istihbarat Teskilati", ["tr-mit", "tr-mit"]),
        ("Emniyet Genel Müdürlüğünün açıklaması", ["tr-police"]),
        ("İstanbul Emniyet Müdürlüğü'ne götürüldü", ["tr-police"]),
        ("Terörle Mücadele Şube Müdürlüğünde tutuldu", ["tr-tem"]),
        ("jandarmanın açtığı ateş, Jandarma'nın baskını", ["tr-gendarmerie", "tr-gendarmerie"]),
        ("Sulh Ceza Hâkimliğince tutuklandı", ["tr-sulh-ceza"]),
        ("Anayasa Mahkemesi'nin (AYM) kararı", ["tr-aym", "tr-aym"]),
        ("Diyarbakır Cumhuriyet Başsavcılığı", ["tr-prosecutor"]),
        ("He studied at MIT in Boston.", []),
        ("agents of MIT seized him in Ankara", ["tr-mit"]),
        ("JİTEM ve Özel Harekat", ["tr-jitem", "tr-ozel-harekat"]),
    ],
    "EG": [
        ("قوة من الأمن الوطني في القاهرة", ["eg-nsa"]),
        ("قوة من الأمن الوطني", []),
        ("أمام نيابة أمن الدولة العليا", ["eg-sscp"]),
        ("ونيابة أمن الدولة العليا", ["eg-sscp"]),
        ("وزارة الداخلية المصرية ومصلحة السجون", ["eg-interior", "eg-prisons"]),
        ("Officers of the NSA took him from his home in Giza.", ["eg-nsa"]),
        ("the Emergency State Security Court in Cairo", ["eg-emergency-court"]),
        ("the First Terrorism Circuit, Badr, Egypt", ["eg-terrorism-circuit"]),
        ("قوات الأمن المركزي", ["eg-csf"]),
        ("the Egyptian GIS", ["eg-gis"]),
        ("a GIS mapping project in Egypt", []),
    ],
    "AF": [
        ("طالبان دو خبرنگار را بازداشت کردند", ["af-taliban"]),
        ("ریاست استخبارات طالبان در کابل", ["af-gdi", "af-taliban"]),
        ("د طالبانو د استخباراتو لوی ریاست", ["af-taliban", "af-gdi"]),
        ("وزارت امر به معروف و نهی از منکر طالبان", ["af-vice-virtue", "af-taliban"]),
        ("the Taliban's GDI", ["af-taliban", "af-gdi"]),
        ("the NDS and the Afghan Local Police (ALP)", ["af-nds", "af-alp", "af-alp"]),
        ("the Ministry of Vice and Virtue", ["af-vice-virtue"]),
        ("ریاست عمومی امنیت ملی", ["af-nds"]),
        ("ستره محکمه و لوی څارنوالي", ["af-supreme-court", "af-ago"]),
        ("شبکه حقانی", ["af-haqqani"]),
    ],
    "BY": [
        ("Сотрудники ГУБОПиКа и минского ОМОНа", ["by-gubopik", "by-omon"]),
        ("КГБ Беларуси внес его в список", ["by-kgb"]),
        ("у Следчага камітэта Беларусі", ["by-investigative-committee"]),
        ("Следственным комитетом в Минске", ["by-investigative-committee"]),
        ("супрацоўнікі ГУБАЗіКа", ["by-gubopik"]),
        ("МВД сообщило; в Гродно задержали троих", ["by-mvd"]),
        ("OMON dispersed the march in Minsk.", ["by-omon"]),
        ("the KGB of Belarus and HUBAZiK", ["by-kgb", "by-gubopik"]),
        ("Верховного суда Беларуси", ["by-supreme-court"]),
        ("Мінгарсуд, Камітэту дзяржаўнай бяспекі", ["by-minsk-court", "by-kgb"]),
    ],
    "RU": [
        ("ФСБ и бойцы Росгвардии", ["ru-fsb", "ru-rosgvardia"]),
        ("Следственного комитета России", ["ru-investigative-committee"]),
        ("в Следственном комитете в Москве", ["ru-investigative-committee"]),
        ("сотрудники Центра «Э»; из УФСИНа", ["ru-centre-e", "ru-fsin"]),
        ("Федеральной службы исполнения наказаний", ["ru-fsin"]),
        ("Росгвардией, Роскомнадзору, кадыровцами", ["ru-rosgvardia", "ru-roskomnadzor", "ru-kadyrovtsy"]),
        ("ОМОНом и СОБРом", ["ru-omon", "ru-sobr"]),
        ("ЧВК «Вагнер» и ГРУ", ["ru-wagner", "ru-gru"]),
        ("МВД по Чеченской Республике", ["ru-chechen-police"]),
        ("Басманным судом Москвы", ["ru-basmanny"]),
        ("грузы и груши", []),
    ],
    "CN": [
        ("他被乌鲁木齐市公安局国保大队带走", ["cn-psb", "cn-guobao"]),
        ("北京国安局以涉嫌危害国家安全", ["cn-ssb"]),
        ("公安部门表示，公安部则未回应", ["cn-mps"]),
        ("最高人民法院和高级人民法院", ["cn-spc", "cn-high-court"]),
        ("城管殴打小贩", ["cn-chengguan"]),
        ("中央政法委和610办公室", ["cn-plac", "cn-610"]),
        ("新疆生产建设兵团", ["cn-xpcc"]),
        ("武警在成都", ["cn-pap"]),
        ("XPCC and the United Front Work Department", ["cn-xpcc", "cn-ufwd"]),
        ("guobao officers in Guangdong", ["cn-guobao"]),
        ("the Ministry of Public Security of Vietnam", []),
    ],
}
ROWS = [(text, ids) for rows in TABLES.values() for text, ids in rows]


@pytest.mark.parametrize(("text", "ids"), ROWS)
def test_finds_bodies_of_a_country(text: str, ids: list[str]) -> None:
    assert [body.id for body, _, _ in bodies_in(text)] == ids


def test_each_country_has_its_table() -> None:
    assert all(len(rows) >= 8 for rows in TABLES.values())
    assert all(sum(body.country == country for body in BODIES.values()) >= 25 for country in TABLES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("والأمن العسكري في حمص", ["الأمن العسكري"]),  # what Arabic joins to a name stands outside it
        ("تابعة للمخابرات الجوية", ["للمخابرات الجوية"]),  # unless it has swallowed the article
        ("Росгвардией", ["Росгвардией"]),
        ("MİT'in adamları", ["MİT"]),
        ("anti-Taliban protests, pro-Basij crowds", []),
    ],
)
def test_span_is_the_name(text: str, words: list[str]) -> None:
    assert [text[start:end] for _, start, end in bodies_in(text)] == words


@pytest.mark.parametrize(
    ("text", "countries", "ids"),
    [
        # A name that several share: the country named nearest, else those of the text around.
        ("the Ministry of Interior", (), []),
        ("the Ministry of Interior", ("EG",), ["eg-interior"]),
        ("the Ministry of Interior", ("US", "IQ", "EG"), ["iq-interior"]),
        ("the Egyptian Ministry of Interior", ("IQ",), ["eg-interior"]),
        ("Damascus was calm, but Cairo's Interior Ministry spoke", (), ["eg-interior"]),
        ("the French Interior Ministry wrote to Baghdad", ("IQ",), []),
        ("the Ministry of Interior of Jordan", ("SY",), []),
        # A body that only one country has speaks for that country.
        ("Hay'at Tahrir al-Sham and the Military Police", (), ["sy-hts", "sy-military-police"]),
        # One owner needs no country: it has the name where no other country is named.
        ("OMON beat them", (), ["ru-omon"]),
        ("OMON beat them", ("BY",), ["by-omon"]),
        ("the NSA listened", (), []),
        ("the NSA listened", ("EG",), ["eg-nsa"]),
        ("the NSA listened, a US court heard; Germans complained", (), ["us-nsa"]),
        # Neither named nearest nor most often: somebody else is meant.
        ("Iran was silent. In Pakistan, where Pakistanis wait, the Supreme Court met", (), []),
    ],
)
def test_shared_names_need_their_country(text: str, countries: tuple[str, ...], ids: list[str]) -> None:
    assert [body.id for body, _, _ in bodies_in(text, countries)] == ids
