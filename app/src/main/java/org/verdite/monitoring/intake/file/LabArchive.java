package org.verdite.monitoring.intake.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Several files in one archive: unpacked into short-lived files, with what they inflate to bounded.
final class LabArchive implements AutoCloseable {

    private static final int MOST_FILES = 50;

    private final List<Path> unpacked = new ArrayList<>();
    private final List<LabPart> parts = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final List<LabHeader> heads = new ArrayList<>();

    private LabArchive() {}

    /// Whether a zip is something else than a workbook.
    static boolean is(Path path) {
        try (var zip = new ZipFile(path.toFile())) {
            return zip.getEntry("[Content_Types].xml") == null && zip.size() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// @param most bytes that all files together may inflate to
    static LabArchive open(Path path, Path directory, long most) throws IOException {
        var archive = new LabArchive();
        try (var zip = new ZipFile(path.toFile())) {
            if (zip.size() > MOST_FILES) {
                throw new FileRefused("files", MOST_FILES);
            }
            long left = most;
            for (ZipEntry entry : Collections.list(zip.entries())) {
                left -= archive.unpack(zip, entry, directory, left);
            }
            return archive;
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private long unpack(ZipFile zip, ZipEntry entry, Path directory, long most) throws IOException {
        String name = entry.getName().replaceAll(".*/", "");
        String lower = name.toLowerCase(Locale.ROOT);
        if (entry.isDirectory() || name.startsWith(".") || entry.getName().startsWith("__MACOSX")) {
            return 0;
        }
        if (lower.endsWith(".xml")) {
            return head(zip, entry, name, most);
        }
        if (!lower.endsWith(".csv") && !lower.endsWith(".txt") && !lower.endsWith(".tsv")) {
            others.add(name);
            return 0;
        }
        Path file = Files.createTempFile(directory, "coming", ".part");
        unpacked.add(file);
        var utf8 = new Utf8Check();
        long size = 0;
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > most) {
                    throw new FileRefused("bomb");
                }
                utf8.see(buffer, n);
                out.write(buffer, 0, n);
            }
        }
        try {
            parts.add(new LabPart(name, CsvFile.open(file, utf8.valid())));
        } catch (FileRefused e) {
            // a header of one line, a note: no table of the delivery
            others.add(name);
        }
        return size;
    }

    private long head(ZipFile zip, ZipEntry entry, String name, long most) throws IOException {
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes((int) Math.min(most, LabHeader.LONGEST) + 1);
        }
        if (bytes.length > most) {
            throw new FileRefused("bomb");
        }
        LabHeader.of(name, bytes).ifPresentOrElse(heads::add, () -> others.add(name));
        return bytes.length;
    }

    List<LabPart> parts() {
        return parts;
    }

    /// The form that its tables make, if they make one.
    Optional<LabForm> form() {
        return LabForm.find(parts).map(form -> heads.isEmpty() ? form : form.with(heads.getFirst()));
    }

    /// Files that are no tables.
    List<String> others() {
        return others;
    }

    /// One upload. Its bytes are read once.
    record Named(String name, InputStream in) {}

    /// Puts files that came together into one; the same files make the same archive.
    static void pack(List<Named> files, Path to) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(to))) {
            for (Named file :
                    files.stream().sorted(Comparator.comparing(Named::name)).toList()) {
                var entry = new ZipEntry(file.name());
                entry.setTimeLocal(java.time.LocalDateTime.of(2000, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                file.in().transferTo(zip);
                zip.closeEntry();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path file : unpacked) {
            Files.deleteIfExists(file);
        }
    }
}
