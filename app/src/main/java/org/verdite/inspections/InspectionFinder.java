package org.verdite.inspections;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.rectification.Finder;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Findings towards the list of items: an issued one may become an item, and the next inspections show whether its
/// correction has held.
@Component
class InspectionFinder implements Finder {

    private final JdbcClient jdbc;
    private final InspectionStore store;
    private final Findings findings;

    InspectionFinder(JdbcClient jdbc, InspectionStore store, Findings findings) {
        this.jdbc = jdbc;
        this.store = store;
        this.findings = findings;
    }

    @Override
    public String room() {
        return "inspections";
    }

    @Override
    public Optional<UnitId> unit(String kind, String key) {
        return finding(kind, key).flatMap(f -> store.find(f.inspection())).map(Inspection::unit);
    }

    @Override
    public Becomes becomes(String kind, String key) {
        return finding(kind, key)
                .filter(f ->
                        f.state() == FindingState.ISSUED && f.says().grade().corrected())
                .map(_ -> Becomes.ITEM)
                .orElse(Becomes.NOTHING);
    }

    @Override
    public Optional<Origin> origin(String kind, String key) {
        return finding(kind, key).flatMap(f -> store.find(f.inspection()).map(i -> Findings.origin(i, f)));
    }

    /// What later inspections of the same place by the same list saw of the same criteria.
    @Override
    public Effect effect(String kind, String key, LocalDate since) {
        var finding = finding(kind, key);
        if (finding.isEmpty()) {
            return Effect.UNKNOWN;
        }
        record Later(int conform, int not) {}
        var later = jdbc.sql("""
                        select count(*) filter (where s.answer = 'CONFORMS') as conform, count(*) filter (where s.answer = 'DOES_NOT') as not_conform
                        from inspections.inspection i
                        join inspections.edition e on e.id = i.edition_id
                        join inspections.inspection n on n.unit_id = i.unit_id and n.id <> i.id and n.state = 'ISSUED' and n.issued_on > :since
                        join inspections.edition ne on ne.id = n.edition_id and ne.checklist_id = e.checklist_id
                        cross join lateral inspections.standing(n.id) s
                        where i.id = :inspection and not s.beside
                          and s.subject in (select o.subject from inspections.finding_of o where o.finding_id = :finding)""")
                .param("since", since)
                .param("inspection", finding.get().inspection().value())
                .param("finding", finding.get().id().value())
                .query((rs, _) -> new Later(rs.getInt(1), rs.getInt(2)))
                .single();
        if (later.not() > 0) {
            return Effect.CAME_BACK;
        }
        return later.conform() > 0 ? Effect.SHOWN : Effect.NOTHING_SINCE;
    }

    private Optional<Finding> finding(String kind, String key) {
        return kind.equals("finding") && key.matches("\\d{1,18}")
                ? findings.find(new FindingId(Long.parseLong(key)))
                : Optional.empty();
    }
}
