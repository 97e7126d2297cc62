package org.verdite.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The kinds of file that may be evidence. A kind is accepted when the name's ending and the content itself both say
/// it; nothing that a browser would run as a page (HTML, SVG) is among them, nor archives, nor documents with macros.
enum FileKind {
    PDF("application/pdf", "pdf"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    PNG("image/png", "png"),
    WEBP("image/webp", "webp"),
    HEIC("image/heic", "heic", "heif"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    CSV("text/csv", "csv"),
    TEXT("text/plain", "txt");

    private static final int HEAD = 8192;
    private static final int MOST_PARTS = 20_000;
    private static final Set<String> HEIF_BRANDS = Set.of("heic", "heix", "heim", "heis", "hevc", "mif1", "msf1");

    private final String mediaType;
    private final List<String> endings;

    FileKind(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = List.of(endings);
    }

    String mediaType() {
        return mediaType;
    }

    /// By the ending of a file's name.
    static Optional<FileKind> named(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(k -> k.endings.contains(ending)).findFirst();
    }

    static String endings() {
        return String.join(
                ", ", Arrays.stream(values()).map(k -> k.endings.getFirst()).toList());
    }

    /// True when the content is what the ending promises.
    boolean holds(Path file) throws IOException {
        byte[] head = head(file);
        return switch (this) {
            case PDF -> has(head, 0, "%PDF-");
            case JPEG ->
                head.length > 3 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xd8 && (head[2] & 0xff) == 0xff;
            case PNG -> has(head, 1, "PNG\r\n") && (head[0] & 0xff) == 0x89;
            case WEBP -> has(head, 0, "RIFF") && has(head, 8, "WEBP");
            case HEIC -> has(head, 4, "ftyp") && head.length > 12 && HEIF_BRANDS.contains(latin(head, 8, 4));
            case DOCX -> office(file, head, "word/document.xml");
            case XLSX -> office(file, head, "xl/workbook.xml");
            case CSV, TEXT -> text(head);
        };
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean has(byte[] head, int at, String word) {
        return head.length >= at + word.length()
                && latin(head, at, word.length()).equals(word);
    }

    private static String latin(byte[] head, int at, int length) {
        return new String(head, at, length, StandardCharsets.ISO_8859_1);
    }

    /// Only the list of parts is read, nothing is unpacked.
    private static boolean office(Path file, byte[] head, String part) throws IOException {
        if (!has(head, 0, "PK\u0003\u0004")) {
            return false;
        }
        try (var zip = new ZipFile(file.toFile())) {
            return zip.size() <= MOST_PARTS
                    && zip.getEntry("[Content_Types].xml") != null
                    && zip.getEntry(part) != null
                    && zip.stream().noneMatch(e -> e.getName().endsWith("vbaProject.bin"));
        } catch (ZipException notAZip) {
            return false;
        }
    }

    /// Text has no zero bytes, except UTF-16 with its mark; and it does not begin like a page or a picture in words.
    private static boolean text(byte[] head) {
        boolean wide = head.length > 1
                && ((head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe
                        || (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff);
        if (wide) {
            return true;
        }
        for (byte b : head) {
            if (b == 0) {
                return false;
            }
        }
        String start = new String(head, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
        return !start.startsWith("<") && !start.startsWith("\u00ef\u00bb\u00bf<") && !start.startsWith("%pdf-");
    }
}
