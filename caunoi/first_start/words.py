"""What start.py says, in three languages: it speaks before gettext and its catalogues are there."""

from __future__ import annotations

from collections.abc import Sequence

LANGS = ("vi", "id", "en")

WORDS: dict[str, dict[str, str]] = {
    "preparing": {
        "vi": "Đang chuẩn bị lần đầu, mất vài phút; những lần sau sẽ mở ngay.",
        "id": "Menyiapkan untuk pertama kali, beberapa menit; selanjutnya langsung terbuka.",
        "en": "Preparing for the first time, a few minutes; later starts open at once.",
    },
    "updating": {
        "vi": "Đang cập nhật các gói phần mềm.",
        "id": "Memperbarui paket perangkat lunak.",
        "en": "Bringing the packages up to date.",
    },
    "repairing": {
        "vi": "Lần cài đặt trước bị ngắt giữa chừng; đang cài lại từ đầu.",
        "id": "Pemasangan sebelumnya terputus; memasang ulang dari awal.",
        "en": "The earlier installation was interrupted; installing afresh.",
    },
    "waiting": {
        "vi": "Một lần khởi động khác đang cài đặt; đang chờ.",
        "id": "Ada pemasangan lain yang sedang berjalan; menunggu.",
        "en": "Another start is installing; waiting for it.",
    },
    "environment": {
        "vi": "Tạo môi trường Python",
        "id": "Membuat lingkungan Python",
        "en": "Making the Python environment",
    },
    "packages": {
        "vi": "Cài các gói phần mềm",
        "id": "Memasang paket perangkat lunak",
        "en": "Installing the packages",
    },
    "test-packages": {
        "vi": "Cài các gói để kiểm thử",
        "id": "Memasang paket pengujian",
        "en": "Installing the packages for tests",
    },
    "project": {
        "vi": "Cài chính Cầu Nối",
        "id": "Memasang Cầu Nối sendiri",
        "en": "Installing Cầu Nối itself",
    },
    "catalogues": {
        "vi": "Chuẩn bị bản dịch",
        "id": "Menyiapkan terjemahan",
        "en": "Preparing the translations",
    },
    "browser": {
        "vi": "Cài {package} để kiểm thử",
        "id": "Memasang {package} untuk pengujian",
        "en": "Installing {package} for the tests",
    },
    "done": {"vi": "xong", "id": "selesai", "en": "done"},
    "no-network": {
        "vi": "Lần đầu cần có Internet để tải các gói phần mềm (khoảng 150 MB): hãy nối máy này với Internet rồi "
        "chạy lại lệnh vừa rồi; những lần sau không cần Internet nữa. Chi tiết: {log}",
        "id": "Pertama kali perlu Internet untuk mengunduh paket (sekitar 150 MB): sambungkan komputer ini ke Internet "
        "lalu jalankan lagi perintah tadi; selanjutnya tidak perlu Internet. Rincian: {log}",
        "en": "The first start needs the Internet to fetch the packages (about 150 MB): connect this computer and run "
        "the same command again; later starts need no Internet. Details: {log}",
    },
    "failed": {
        "vi": "Bước «{step}» không thành công; dòng cuối là «{last}», toàn bộ ở {log}",
        "id": "Langkah «{step}» gagal; baris terakhirnya «{last}», selengkapnya di {log}",
        "en": "The step «{step}» failed; its last line is «{last}», all of it is in {log}",
    },
    "no-venv": {
        "vi": "Python này thiếu thành phần venv: trên Debian hoặc Ubuntu hãy chạy «sudo apt install python3-venv» "
        "rồi chạy lại.",
        "id": "Python ini tidak punya venv: di Debian atau Ubuntu jalankan «sudo apt install python3-venv» lalu "
        "ulangi.",
        "en": "This Python lacks venv: on Debian or Ubuntu run «sudo apt install python3-venv», then start again.",
    },
    "no-space": {
        "vi": "Ổ đĩa chứa {place} đã đầy: cần khoảng 1 GB trống; hãy dọn bớt rồi chạy lại.",
        "id": "Disk tempat {place} penuh: perlu ruang sekitar 1 GB; kosongkan lalu ulangi.",
        "en": "The disk of {place} is full: about 1 GB must be free; make room and start again.",
    },
    "not-writable": {
        "vi": "Không ghi được vào {place}: hãy chép cả thư mục này vào thư mục riêng, ví dụ Tài liệu, rồi chạy lại.",
        "id": "Tidak bisa menulis di {place}: salin seluruh folder ini ke tempat Anda, misalnya Dokumen, lalu ulangi.",
        "en": "{place} cannot be written to: copy the whole folder to a place of your own, such as Documents, and "
        "start again.",
    },
    "no-browser": {
        "vi": "Kiểm thử cần trình duyệt này mà không tìm thấy ({title}): hãy cài (Debian: "
        "«sudo apt install {package}») hoặc đặt {variable} là đường dẫn đến nó.",
        "id": "Pengujian memerlukan peramban ini tetapi tidak ditemukan ({title}): pasang (Debian: "
        "«sudo apt install {package}») atau isi {variable} dengan letaknya.",
        "en": "The tests need this browser and found none ({title}): install it (Debian: "
        "«sudo apt install {package}») or set {variable} to where it is.",
    },
}


def language(argv: Sequence[str]) -> str:
    """The language asked for with --lang, otherwise Vietnamese; a wrong one is left to the command line to refuse."""
    asked = "vi"
    for number, word in enumerate(argv):
        if word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
        elif word == "--lang":
            asked = argv[number + 1] if number + 1 < len(argv) else asked
    return asked if asked in LANGS else "vi"


def say(name: str, lang: str, **fields: object) -> str:
    """One of the sentences with its fields filled in."""
    return WORDS[name][lang].format(**fields)
