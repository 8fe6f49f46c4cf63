"""What simulated people write about helping an older resident, by language and by how good it is."""

from __future__ import annotations

SENTENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "vi": {
        "good": (
            "Dạ, cháu ngồi đây với bà, mình làm thong thả, không vội đâu ạ.",
            "Hôm nay bà muốn tự bấm phần nào, phần nào bà muốn cháu chỉ trước?",
            "Cháu không cầm điện thoại của bà; cháu chỉ tay vào chỗ có chữ Tra cứu hồ sơ để bà bấm.",
            "Bà bấm xong, cháu đợi bà đọc màn hình rồi mới nói bước tiếp theo.",
            "Mật khẩu và mã thì bà tự gõ, cháu quay mặt đi, bà đừng đọc cho ai nghe.",
            "Trước khi về, bà tự làm lại một lần cho cháu xem, rồi bà ghi mã hồ sơ vào tờ giấy của bà.",
            "Sáng thứ Năm cháu gọi lại hỏi bà; nếu vướng bà cứ ra Trung tâm, mọi người làm cùng bà.",
        ),
        "fair": (
            "Cháu giải thích cho bà từng bước rồi bà bấm theo.",
            "Bước nào khó quá cháu bấm giúp bà cho nhanh.",
            "Cháu hỏi bà đã hiểu chưa.",
            "Cháu dặn bà giữ kỹ mật khẩu.",
        ),
        "poor": ("Cháu cầm điện thoại làm hộ bà cho xong.", "Bà chỉ cần ngồi đợi."),
    },
    "id": {
        "good": (
            "Baik Bu, saya duduk di sini, kita kerjakan pelan-pelan.",
            "Bagian mana yang ingin Ibu tekan sendiri, dan mana yang ingin saya tunjukkan dahulu?",
            "Telepon tetap di tangan Ibu; saya hanya menunjuk tulisan Lacak berkas supaya Ibu yang menekan.",
            "Setelah Ibu menekan, saya menunggu Ibu membaca layar sebelum menyebut langkah berikutnya.",
            "Kata sandi dan kode Ibu ketik sendiri, saya memalingkan muka.",
            "Sebelum pulang Ibu mengulanginya sekali, lalu menulis nomor berkas di kertas Ibu.",
            "Kamis pagi saya menelepon; kalau terhambat, datang saja ke kantor, kami kerjakan bersama.",
        ),
        "fair": (
            "Saya menjelaskan langkah demi langkah dan Ibu mengikuti.",
            "Kalau terlalu sulit saya tekan supaya cepat.",
            "Saya bertanya apakah Ibu sudah paham.",
            "Saya mengingatkan Ibu menjaga kata sandi.",
        ),
        "poor": ("Saya ambil teleponnya dan saya kerjakan sampai selesai.", "Ibu tinggal menunggu."),
    },
    "en": {
        "good": (
            "I am sitting here with you, we take our time.",
            "Which part would you like to press yourself, and which shall I show you first?",
            "The phone stays in her hands; I only point at the words Track a dossier and she presses.",
            "When she has pressed I wait until she has read the screen, then I name the next step.",
            "She types her password and her code herself while I look away.",
            "Before we part she does it once more by herself and writes the code on her own paper.",
            "I call on Thursday morning; if she is stuck she comes to the centre and we do it together.",
        ),
        "fair": (
            "I explain each step and she presses.",
            "Where it is too hard I press for her because it is quicker.",
            "I ask whether she has understood.",
            "I tell her to keep her password safe.",
        ),
        "poor": ("I take the phone and do it for her.", "She only has to wait."),
    },
}

SHORT_GUESSES = ("không nhớ", "113", "?")
