package org.verdite.inspections;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;
import org.verdite.ui.book.BookRefused;
import org.verdite.ui.book.WorkbookFile;

/// Checklists as files, YAML or Excel, out and in.
@Component
public class ChecklistFiles {

    /// Bytes; ten times what a thousand criteria need.
    static final int LARGEST = 4 << 20;

    private static final int MOST_PROBLEMS = 100;

    private final Checklists checklists;
    private final Criteria criteria;
    private final ChecklistBook book;

    ChecklistFiles(Checklists checklists, Criteria criteria, ChecklistBook book) {
        this.checklists = checklists;
        this.criteria = criteria;
        this.book = book;
    }

    /// A file takes the place of everything the draft wrote. Nothing is changed when one line can't be taken.
    ///
    /// @param name of the file; its content decides what it is
    /// @throws Invalid naming each thing by its place: `criteria[3].weight` of YAML, `Criteria!J5` of a workbook
    /// @throws Refused when the edition is no draft
    @Transactional
    public void take(int edition, String name, InputStream file) {
        checklists.drafted(edition);
        Path kept = kept(file);
        try {
            if (WorkbookFile.looksLike(kept)) {
                var lines = book.read(kept);
                replace(edition, lines.file(), lines::place);
            } else if (name.toLowerCase(Locale.ROOT).matches(".*\\.xls[a-z]?")) {
                throw new BookRefused("binary");
            } else {
                replace(edition, ChecklistFile.read(Files.readAllBytes(kept)), UnaryOperator.identity());
            }
        } catch (Invalid e) {
            throw few(e.problems());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            forget(kept);
        }
    }

    /// What an edition asks as a workbook, its headings in the reader's language. It can be read again.
    @Transactional(readOnly = true)
    public byte[] workbook(int edition, Texts t) {
        return ChecklistBook.write(criteria.asked(edition), t);
    }

    private void replace(int edition, ChecklistFile file, UnaryOperator<String> place) {
        try {
            criteria.replace(edition, file.asks());
        } catch (Invalid e) {
            throw new Invalid(e.problems().stream()
                    .map(p -> new Invalid.Problem(place.apply(p.field()), p.key(), p.args()))
                    .toList());
        }
    }

    private static Invalid few(List<Invalid.Problem> problems) {
        if (problems.size() <= MOST_PROBLEMS) {
            return new Invalid(problems);
        }
        var few = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
        few.add(new Invalid.Problem("file", "inspections.file.more", List.of(problems.size() - MOST_PROBLEMS)));
        return new Invalid(few);
    }

    /// A file that is too large is given up as soon as that is known.
    private static Path kept(InputStream file) {
        try {
            Path fresh = Files.createTempFile("checklist", ".part");
            try (var out = Files.newOutputStream(fresh)) {
                byte[] bytes = file.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    forget(fresh);
                    throw new Invalid("file", "inspections.file.tooLarge", LARGEST >> 20);
                }
                out.write(bytes);
            }
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
