"""What is said to those who write in another language: what this is, that it answers in German, whom to call in an emergency."""

from __future__ import annotations

from bot.advice.reply import Reply

NOTICES = {
    "en": "This is an automatic adviser for small firms in Germany: digitalisation, data security, funding. It answers in German "
    "only; please write in simple German. In an emergency call 112 (fire, ambulance) or 110 (police).",
    "tr": "Bu, Almanya'daki küçük işletmeler için otomatik bir danışmandır: dijitalleşme, veri güvenliği, teşvikler. Yalnızca "
    "Almanca yanıt verir; lütfen basit Almanca yazın. Acil durumda 112'yi (itfaiye, ambulans) veya 110'u (polis) arayın.",
    "ru": "Это автоматический консультант для небольших предприятий в Германии: цифровизация, защита данных, субсидии. Он "
    "отвечает только по-немецки; пожалуйста, пишите простыми немецкими словами. В экстренном случае звоните 112 (пожарные, "
    "скорая) или 110 (полиция).",
    "uk": "Це автоматичний консультант для невеликих підприємств у Німеччині: цифровізація, захист даних, фінансова підтримка. "
    "Він відповідає лише німецькою; будь ласка, пишіть простими німецькими словами. У надзвичайній ситуації телефонуйте 112 "
    "(пожежники, швидка) або 110 (поліція).",
    "pl": "To automatyczny doradca dla małych firm w Niemczech: cyfryzacja, bezpieczeństwo danych, dotacje. Odpowiada tylko po "
    "niemiecku; proszę pisać prostymi niemieckimi słowami. W nagłym wypadku proszę dzwonić pod 112 (straż pożarna, pogotowie) "
    "lub 110 (policja).",
    "ar": "هذا مستشار آلي للشركات الصغيرة في ألمانيا: الرقمنة وأمن البيانات والدعم المالي. يجيب باللغة الألمانية فقط، فاكتب من "
    "فضلك بكلمات ألمانية بسيطة. في حالات الطوارئ اتصل بالرقم 112 (الإطفاء والإسعاف) أو 110 (الشرطة).",
    "ro": "Acesta este un consilier automat pentru firme mici din Germania: digitalizare, securitatea datelor, finanțare. Răspunde "
    "numai în germană; vă rugăm să scrieți cu cuvinte germane simple. În caz de urgență sunați la 112 (pompieri, ambulanță) sau "
    "110 (poliție).",
    "vi": "Đây là tư vấn viên tự động cho các doanh nghiệp nhỏ tại Đức: số hóa, an toàn dữ liệu, hỗ trợ tài chính. Chương trình "
    "chỉ trả lời bằng tiếng Đức; xin hãy viết bằng tiếng Đức đơn giản. Trường hợp khẩn cấp, hãy gọi 112 (cứu hỏa, cấp cứu) hoặc "
    "110 (cảnh sát).",
}
"""By code of the language (ISO 639-1)."""


def foreign_reply(language: str) -> Reply:
    """Return what is said to somebody who writes in ``language``, a key of :data:`NOTICES`."""
    return Reply("smalltalk", (NOTICES[language],))
