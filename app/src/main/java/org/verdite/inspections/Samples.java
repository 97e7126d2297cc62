package org.verdite.inspections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;
import org.verdite.obligations.Clauses;
import org.verdite.obligations.NewStandard;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// The sample checklists that come with Verdite. Their documents stand in the library of standards; a unit takes a list
/// over as a draft of its own, to be made its own and published.
@Component
public class Samples {

    /// A file that comes with Verdite and can't change while it runs: read once.
    private record Sample(String name, byte[] bytes, Supplier<ChecklistFile> read) {

        static Sample of(Resource file) {
            byte[] bytes = content(file);
            return new Sample(
                    String.valueOf(file.getFilename()), bytes, SingletonSupplier.of(() -> ChecklistFile.read(bytes)));
        }

        NewStandard document() {
            var document = read.get().document(null);
            if (document == null) {
                throw new IllegalStateException(name + " brings no document");
            }
            return document;
        }
    }

    private final List<Sample> files = Stream.of(files()).map(Sample::of).toList();
    private final Clauses clauses;
    private final Checklists checklists;
    private final Criteria criteria;

    Samples(Clauses clauses, Checklists checklists, Criteria criteria) {
        this.clauses = clauses;
        this.checklists = checklists;
        this.criteria = criteria;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(0)
    void load() {
        for (Sample sample : files) {
            Scope.system("standards").run(() -> clauses.bring(sample.bytes(), sample::document));
        }
    }

    public List<ChecklistFile> all() {
        return files.stream()
                .map(sample -> sample.read().get())
                .sorted(Comparator.comparing(file -> file.checklist().code()))
                .toList();
    }

    /// Begins a list of a unit with what the sample asks, as a draft; answers the edition's id.
    ///
    /// @throws NotHere when there is no such sample
    @Transactional
    public int takeOver(String code, UnitId unit) {
        var sample = all().stream()
                .filter(file -> file.checklist().code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotHere("sample " + code));
        int edition = checklists.begin(new NewChecklist(unit, code, sample.name(), null, true));
        criteria.replace(edition, sample.asks());
        return edition;
    }

    private static Resource[] files() {
        try {
            return new PathMatchingResourcePatternResolver().getResources("classpath*:checklists/*.yaml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Resource file) {
        try {
            return file.getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
