"""Vietnamese typed in the fonts of before Unicode, TCVN3 (.VnTime) and VNI, and how to tell it from Unicode.

Both hide Vietnamese letters behind Western ones («NguyÔn», «Nguyeãn»). Nothing in a cell says which it is, so a reading
is judged by whether its words can be Vietnamese at all. TCVN 5712:1993, VN3; the VNI Windows convention.
"""

import re
import unicodedata
from functools import lru_cache

_VN3 = "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§"
_OF_VN3 = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"
_TCVN3 = str.maketrans(_VN3, _OF_VN3)

# Grave, acute, hook, tilde, dot: the order in which the letters of both fonts are named here.
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_ROOF, _BREVE = "\u0302\u0306"
# What VNI writes behind a vowel: the marks that belong on it.
_VNI_MARKS = {
    **dict(zip("øùûõï", _TONES, strict=True)),
    **dict(zip("àáåãä", (_ROOF + tone for tone in _TONES), strict=True)),
    **dict(zip("èéúüë", (_BREVE + tone for tone in _TONES), strict=True)),
    **{"â": _ROOF, "ê": _BREVE},
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ò": "ị", "ó": "ĩ", "æ": "ỉ", "î": "ỵ"}
# A vowel and its marks, or a letter that stands for another.
_VNI = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])|([{''.join(_VNI_LETTERS)}])", re.IGNORECASE)

_WITHOUT_TONES = str.maketrans("", "", _TONES)
_ONSET = "ngh|ng|nh|gh|gi|ch|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx]"
_RHYME = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|"
    "e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|ênh|êp|êt|êu|"
    "i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|inh|ip|it|iu|"
    "o|oa|oac|oach|oai|oam|oan|oang|oanh|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|oen|oeo|oet|oi|om|on|ong|oong|ooc|op|ot|"
    "ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|"
    "u|ua|uân|uât|uây|uc|uê|uêch|uênh|ui|um|un|ung|uôc|uôi|uôm|uôn|uông|uôt|uơ|up|ut|uy|uya|uych|uyên|uyêt|uyn|uynh|uyt|uyu|"
    "ư|ưa|ưc|ưi|ưm|ưn|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|ưt|ưu|y|yêm|yên|yêng|yêt|yêu"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RHYME})|gi")
# A word as the legacy fonts write it: their letters may be signs in Unicode («L©m», «H¸»).
_WORD = re.compile(f"[^\\W\\d_{re.escape(_VN3)}]*(?:[^\\W\\d_]|[{re.escape(_VN3)}])+")
# «?» between letters, but not what an address asks for: «…/tim?ma=3».
_LOST = re.compile(r"[^\W\d_]\?+(?!\w+=)[^\W\d_]|\ufffd")
_ASKED = re.compile(r"([^\W\d_]+)\?+(?!\w+=)(?=([^\W\d_]+))")


def decode_tcvn3(text: str) -> str:
    """«NguyÔn V¨n A» -> «Nguyễn Văn A». A letter of .VnTimeH, capital only by its font, comes out small."""
    return text.translate(_TCVN3)


def decode_vni(text: str) -> str:
    """«Nguyeãn Vaên A» -> «Nguyễn Văn A»."""
    return unicodedata.normalize("NFC", _VNI.sub(_compose, text))


CHARSETS = {"TCVN3": decode_tcvn3, "VNI": decode_vni}


def count_strange(text: str) -> int:
    """Return how many words beyond ASCII cannot be Vietnamese syllables; 0 for a text that has none such."""
    return sum(not is_syllable(word) for word in _WORD.findall(text) if not word.isascii())


def count_lost_letters(text: str) -> int:
    """Return where letters turned into «?»: «Nguy?n» can be «Nguyên» or «Nguyễn», and nobody can tell any more."""
    return len(_LOST.findall(text))


def is_surely_lost(text: str) -> bool:
    """Whether a «?» of this text stands for a letter: «Nguy?n», not «chưa?có», where both sides are words."""
    if "\ufffd" in text:
        return True
    return any(not all(map(is_syllable, found.groups())) for found in _ASKED.finditer(text))


def restore_horn(text: str) -> str:
    """Put back the «ư» that a TCVN3 text lost where no other word is possible: «Khơng» -> «Khương»."""
    return _WORD.sub(lambda word: _restore_word(word[0]), text)


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    bare = unicodedata.normalize("NFD", word.lower()).translate(_WITHOUT_TONES)
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))


def _compose(found: re.Match[str]) -> str:
    vowel, mark, letter = found.groups()
    if letter:
        other = _VNI_LETTERS[letter.lower()]
        return other.upper() if letter.isupper() else other
    return _replace(vowel) + _VNI_MARKS[mark.lower()]


def _replace(vowel: str) -> str:
    other = {"ô": "ơ", "ö": "ư"}.get(vowel.lower(), vowel)
    return other.upper() if vowel.isupper() else other


def _restore_word(word: str) -> str:
    if is_syllable(word):
        return word
    parts = unicodedata.normalize("NFD", word)
    restored = unicodedata.normalize("NFC", re.sub("(?<!u\u031b)(o\u031b)", "u\u031b\\1", parts, count=1))
    return restored if is_syllable(restored) else word
