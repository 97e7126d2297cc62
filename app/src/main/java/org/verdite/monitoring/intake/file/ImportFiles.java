package org.verdite.monitoring.intake.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.verdite.shared.Invalid;
import org.verdite.ui.book.SheetFound;
import org.verdite.ui.book.WorkbookFile;

/// Keeps imported files under the data directory by the fingerprint of their content: `imports/<sha256>`.
@Component
public class ImportFiles {

    /// @param utf8 whether all its bytes are UTF-8
    public record Kept(byte[] sha256, long size, boolean utf8) {}

    /// How many times the largest file a workbook may inflate to.
    private static final int INFLATED = 4;

    private final Path directory;
    private final long max;

    ImportFiles(@Value("${verdite.data:./data}") Path data, @Value("${verdite.import.max:512MB}") DataSize max) {
        this.directory = data.resolve("imports");
        this.max = max.toBytes();
    }

    /// What a killed upload left behind is nobody's.
    @EventListener(ApplicationStartedEvent.class)
    void sweep() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var left = Files.newDirectoryStream(directory, "coming*.part")) {
            for (Path part : left) {
                Files.deleteIfExists(part);
            }
        }
    }

    /// Writes the stream to disk; the same content is kept once.
    ///
    /// @throws FileRefused when it is larger than allowed
    public Kept keep(InputStream in) {
        try {
            Files.createDirectories(directory);
            Path fresh = Files.createTempFile(directory, "coming", ".part");
            try {
                var kept = copy(in, fresh);
                Files.move(fresh, path(kept.sha256()), StandardCopyOption.REPLACE_EXISTING);
                return kept;
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept copy(InputStream in, Path fresh) throws IOException {
        var digest = digest();
        var utf8 = new Utf8Check();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (var out = Files.newOutputStream(fresh)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > max) {
                    throw new FileRefused("tooLarge", max >> 20);
                }
                digest.update(buffer, 0, n);
                utf8.see(buffer, n);
                out.write(buffer, 0, n);
            }
        }
        return new Kept(digest.digest(), size, utf8.valid());
    }

    public Path path(byte[] sha256) {
        return directory.resolve(HexFormat.of().formatHex(sha256));
    }

    /// Where a workbook's sheet lies as text; it is made from the workbook again when it is missing.
    private Path text(byte[] sha256, int sheet) {
        return directory.resolve(HexFormat.of().formatHex(sha256) + "." + sheet + ".csv");
    }

    /// The sheets of a workbook, and the one in question as text.
    ///
    /// @param sheet its place in `sheets`
    public record Book(List<SheetFound> sheets, int sheet, SheetText text) {}

    /// Turns a sheet of a kept workbook into text.
    ///
    /// @param name of the sheet; null takes the one with the most rows
    /// @throws Invalid when the file is no workbook that can be read
    public Book book(byte[] sha256, @Nullable String name) {
        if (LabArchive.is(path(sha256))) {
            return archive(sha256);
        }
        try (var book = WorkbookFile.open(path(sha256), max * INFLATED)) {
            var sheets = new ArrayList<>(book.sheets());
            int single = sheets.size();
            var delivered = delivery(book, sha256, sheets);
            if (delivered != null) {
                sheets.add(delivered.found());
            }
            int chosen = name != null ? named(sheets, name) : delivered == null ? most(sheets) : single;
            return new Book(
                    sheets,
                    chosen,
                    chosen == single && delivered != null ? delivered.text() : write(book, sha256, chosen));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text of a sheet that was chosen before.
    public Path sheet(byte[] sha256, int sheet) {
        var text = text(sha256, sheet);
        if (!Files.exists(text) && LabArchive.is(path(sha256))) {
            archive(sha256);
        } else if (!Files.exists(text)) {
            try (var book = WorkbookFile.open(path(sha256), max * INFLATED)) {
                if (sheet < book.sheets().size()) {
                    write(book, sha256, sheet);
                } else {
                    delivery(book, sha256, book.sheets());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text;
    }

    /// Several tables read as one.
    private record Delivered(SheetFound found, SheetText text) {}

    /// Files that came together in one archive.
    private Book archive(byte[] sha256) {
        try (var archive = LabArchive.open(path(sha256), directory, max * INFLATED)) {
            var form = archive.form();
            if (archive.parts().isEmpty()) {
                throw new FileRefused("zip");
            }
            if (form.isEmpty()) {
                throw new FileRefused(
                        "form",
                        String.join(
                                ", ",
                                archive.parts().stream().map(LabPart::name).toList()));
            }
            var delivered = joined(form.get(), archive.others(), sha256, 0);
            return new Book(List.of(delivered.found()), 0, delivered.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sheets of a workbook that are a laboratory's delivery of several tables; null when they are none.
    private @Nullable Delivered delivery(WorkbookFile book, byte[] sha256, List<SheetFound> sheets) throws IOException {
        if (!LabForm.mayBe(sheets)) {
            return null;
        }
        var parts = new ArrayList<LabPart>();
        var unpacked = new ArrayList<Path>();
        try {
            for (int i = 0; i < sheets.size(); i++) {
                Path fresh = Files.createTempFile(directory, "coming", ".part");
                unpacked.add(fresh);
                try {
                    SheetText.write(book, i, fresh, max);
                    parts.add(new LabPart(sheets.get(i).name(), CsvFile.plain(fresh)));
                } catch (Invalid e) {
                    // a cover sheet holds no table
                    continue;
                }
            }
            var form = LabForm.find(parts);
            return form.isEmpty() ? null : joined(form.get(), List.of(), sha256, sheets.size());
        } finally {
            for (Path file : unpacked) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Delivered joined(LabForm form, List<String> others, byte[] sha256, int place) throws IOException {
        Path fresh = Files.createTempFile(directory, "coming", ".part");
        try {
            var text = new LabJoin(form, others).write(fresh, max * INFLATED);
            Files.move(fresh, text(sha256, place), StandardCopyOption.REPLACE_EXISTING);
            return new Delivered(
                    new SheetFound(form.kind().title, form.results().file().count(), false), text);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Puts files that came together into one archive and keeps it.
    ///
    /// @param names of the files, in the order of the streams
    public Kept keep(List<String> names, List<InputStream> files) {
        try {
            Files.createDirectories(directory);
            Path fresh = Files.createTempFile(directory, "coming", ".part");
            try {
                var named = new ArrayList<LabArchive.Named>();
                for (int i = 0; i < names.size(); i++) {
                    named.add(new LabArchive.Named(names.get(i), files.get(i)));
                }
                LabArchive.pack(named, fresh);
                try (var in = Files.newInputStream(fresh)) {
                    return keep(in);
                }
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SheetText write(WorkbookFile book, byte[] sha256, int sheet) throws IOException {
        Path fresh = Files.createTempFile(directory, "coming", ".part");
        try {
            var text = SheetText.write(book, sheet, fresh, max);
            Files.move(fresh, text(sha256, sheet), StandardCopyOption.REPLACE_EXISTING);
            return text;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Of those that are shown, unless all are hidden.
    private static int most(List<SheetFound> sheets) {
        int best = 0;
        for (int i = 1; i < sheets.size(); i++) {
            var a = sheets.get(best);
            var b = sheets.get(i);
            if (a.hidden() == b.hidden() ? b.rows() > a.rows() : a.hidden() && b.rows() > 0) {
                best = i;
            }
        }
        return best;
    }

    private static int named(List<SheetFound> sheets, String name) {
        for (int i = 0; i < sheets.size(); i++) {
            if (sheets.get(i).name().equals(name.strip())
                    || sheets.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new Invalid("sheet", "monitoring.import.invalid.sheet", name);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
