"""
The words of file and folder names: what editors, phones, cameras and people append.

Plain data, in lower case and composed Unicode; names are folded before they are compared.
"""

from mediacore.formats import KIND_BY_EXTENSION, Kind

RAW_EXTENSIONS = tuple(
    sorted(extension for extension, kind in KIND_BY_EXTENSION.items() if kind is Kind.RAW)
)

FORMAT_FOLDERS = (
    *RAW_EXTENSIONS,
    *("raws", "raw files", "raw photos", "raw images", "rohdaten", "bruts", "negatives"),
    *("jpg", "jpgs", "jpeg", "jpegs", "jpe", "jpg files", "jpeg files", "sooc", "camera jpg"),
    *("heic", "heif", "hif", "heics", "png", "pngs", "tif", "tiff", "tiffs", "tifs"),
    *("webp", "avif", "jxl", "dngs", "mp4", "mov", "originals", "original", "originale"),
)

EDIT_FOLDERS = (
    *("edit", "edits", "edited", "editing", "retouched", "processed", "developed", "finals"),
    *(
        "export",
        "exports",
        "exported",
        "lightroom",
        "capture one",
        "darktable",
        "darktable_exported",
    ),
    *("bearbeitet", "bearbeitungen", "entwickelt", "export lightroom", "modifié", "modifiés"),
    *("editado", "editadas", "editados", "modificati", "modificate", "bewerkt", "edytowane"),
    *("編集済み", "output", "converted"),
)

PROXY_FOLDERS = ("sub", "clip", "proxy", "proxies", "lrv", "lrf")

EDIT_WORDS = (
    # Google Photos and the phones' galleries, in the languages of Takeout
    *("edited", "edit", "edits", "editted", "effects", "effect", "smile", "mix", "collage"),
    *("animation", "cinematic", "photobooth", "bearbeitet", "bearbeitung", "effekte"),
    *("modifié", "modifie", "modifiée", "modifiee", "retouché", "retouche", "retouchée"),
    *("effets", "modificato", "modificata", "editado", "editada", "ha editado", "effetti"),
    *("efectos", "efeitos", "bewerkt", "edytowane", "edytowany", "edytowano", "edycja"),
    *("編集済み", "編集", "编辑", "已编辑", "編輯", "已編輯", "수정됨", "편집됨", "編集後"),
    *("editat", "upravené", "upraveno", "upravene", "redigerad", "redigeret", "redigert"),
    *("muokattu", "szerkesztett", "szerkesztve", "düzenlendi", "düzenlenmiş"),
    *("изменено", "измененный", "отредактировано", "змінено", "відредаговано", "редактирано"),
    *("επεξεργασία", "επεξεργασμένο", "نسخة معدلة", "معدل", "נערך", "แก้ไขแล้ว", "đã chỉnh sửa"),
    *("diedit", "disunting", "urejeno", "uređeno", "redaguota", "rediģēts", "muudetud"),
    # Lightroom, Photoshop, Camera Raw
    *("bearb", "photoshop", "psd", "enhanced", "enhanced-nr", "enhanced-sr", "verbessert"),
    *("verbessert-nr", "amélioré", "amélioré-nr", "nr", "sr", "hdr", "pano", "panorama"),
    *("hdr-pano", "stitch", "stitched", "merged", "merge", "blend"),
    # DxO, Capture One, ON1, Topaz, Luminar, darktable, RawTherapee, GIMP, Affinity, Snapseed
    *("dxo", "dxo_deepprime", "deepprime", "dxo_deepprimexd", "deepprimexd", "deepprime xd"),
    *("dxo_deepprime xd", "dxo_deepprime 3", "dxo_deepprime xd2s", "dxo_prime", "dxovp"),
    *("dxo_nik", "nik", "on1", "topaz", "denoise", "denoiseai", "denoise-ai", "sharpenai"),
    *("sharpen", "sharpen-ai", "gigapixel", "photoai", "photo-ai", "denoised", "sharpened"),
    *("upscaled", "upscale", "luminar", "luminar4", "luminarai", "luminar neo", "neo"),
    *("darktable", "rawtherapee", "rt", "gimp", "affinity", "afphoto", "snapseed", "picasa"),
    *("vsco", "facetune", "polarr", "pixelmator", "photomator", "lightroom", "lr", "lrm", "acr"),
    *("silverefex", "colorefex", "viveza", "c1", "captureone", "ps"),
    # what people write
    *("crop", "cropped", "final", "finished", "retouch", "retouched", "touched", "fixed"),
    *("corrected", "adjusted", "modified", "bw", "b&w", "b+w", "black and white"),
    *("mono", "monochrome", "sepia", "colorized", "restored", "enhance"),
    *("straightened", "rotated", "filtered", "filter", "vivid", "bokeh"),
    *("print", "printed", "export", "exported", "developed", "processed", "master"),
    *("wip", "remaster", "remastered", "beauty", "trimmed", "trim", "stabilized"),
    *("zugeschnitten", "beschnitten", "recadré", "rogné", "recortado", "ritagliato"),
)

EDIT_MODIFIERS = frozenset(  # words that follow an editor's word, naming its mode
    {
        *("standard", "focus", "motion", "low", "light", "severe", "clear", "noise", "prime"),
        *("xd", "xd2", "xd2s", "ai", "nr", "sr", "fidelity", "lens", "blur", "strong", "natural"),
        *("edit", "edited", "hdr", "pano", "bw", "final", "crop", "deepprime", "deepprimexd"),
    }
)

RENDER_WORDS = (
    *(
        "small",
        "medium",
        "large",
        "web",
        "thumb",
        "thumbnail",
        "preview",
        "lowres",
    ),
    *("hires", "highres", "resized", "resize", "scaled", "klein", "petit", "email"),
    *("instagram", "insta", "facebook", "social", "watermark", "watermarked", "embedded"),
    *("hevc", "h264", "h265", "x264", "x265", "avc", "av1", "vp9", "prores", "dnxhd"),
    *("480p", "540p", "720p", "1080p", "1440p", "2160p", "4k", "8k", "2k", "uhd", "hd", "sd"),
    *("30fps", "60fps", "24fps", "25fps", "50fps", "120fps", "proxy", "transcoded", "transcode"),
    *("compressed", "converted", "reencoded", "handbrake", "hb", "remux", "remuxed", "encoded"),
    *("komprimiert", "comprimé", "comprimido", "compresso", "mobile", "lq", "hq"),
)

COPY_WORDS = (
    *("copy", "kopie", "copie", "copia", "cópia", "kopia", "kopi", "kopio", "másolat"),
    *("копия", "копія", "copiar", "kópia", "kopija", "コピー", "副本", "拷贝", "複製", "복사본"),
)

COPY_PREFIXES = (
    *("copy of ", "kopie von ", "kopie van ", "copia de ", "cópia de ", "copia di ", "copie de "),
    *("kopia av ", "kopi af ", "kopia ", "копия "),
)

DEVELOPERS = ("embedded", "shotwell", "camera", "darktable", "rawtherapee", "preview")
