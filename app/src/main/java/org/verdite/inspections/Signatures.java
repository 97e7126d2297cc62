package org.verdite.inspections;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;
import org.verdite.shared.Sha256;

/// Signing the findings at the closing meeting: who, when, and over which words. Signing says that one was there and
/// has read them, not that one agrees.
@Component
public class Signatures {

    /// @param standing false when findings were changed after it
    public record Signature(String name, boolean team, Instant at, String fingerprint, boolean standing) {}

    private final JdbcClient jdbc;
    private final InspectionStore store;
    private final Findings findings;
    private final Access access;

    Signatures(JdbcClient jdbc, InspectionStore store, Findings findings, Access access) {
        this.jdbc = jdbc;
        this.store = store;
        this.findings = findings;
        this.access = access;
    }

    /// The signed-in person signs the findings as they stand. Signing the same twice changes nothing.
    ///
    /// @throws NotPermitted for who is neither of the team nor answers for what is inspected
    @Transactional
    public void sign(InspectionId id) {
        var i = store.take(id);
        Integer me = Scope.current().person();
        boolean team = store.part(id).filter(Part::answers).isPresent();
        boolean inspected =
                access.may(Permission.ITEM_CARRY, i.unit()) || access.may(Permission.ITEM_APPROVE, i.unit());
        if (me == null || Scope.current().readOnly() || !team && !inspected) {
            throw new NotPermitted("inspected");
        }
        InspectionStore.in(i, InspectionState.CLOSING);
        jdbc.sql("""
                        insert into inspections.signature (inspection_id, unit_id, person_id, side, fingerprint)
                        values (:id, :unit, :me, :side, :print) on conflict do nothing""")
                .param("id", id.value())
                .param("unit", i.unit().value())
                .param("me", me)
                .param("side", team ? "TEAM" : "INSPECTED")
                .param("print", fingerprint(id))
                .update();
    }

    /// Oldest first.
    @Transactional(readOnly = true)
    public List<Signature> of(InspectionId id) {
        String now = fingerprint(id);
        return jdbc.sql("""
                        select s.side, s.at, s.fingerprint, coalesce(verdite.text(organisation.pub_person_name(s.person_id), :lang), s.who) as name
                        from inspections.signature s where s.inspection_id = :id order by s.id""")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> new Signature(
                        rs.getString("name"),
                        rs.getString("side").equals("TEAM"),
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("fingerprint"),
                        rs.getString("fingerprint").equals(now)))
                .list();
    }

    /// Of the words of all findings that count; that they were issued changes no word.
    private String fingerprint(InspectionId id) {
        var words = new StringBuilder();
        for (var f : findings.of(id)) {
            if (f.counts()) {
                var says = f.says();
                words.append(String.join(
                                "\u001f",
                                Integer.toString(f.number()),
                                says.grade().name(),
                                says.severity().name(),
                                says.medium(),
                                says.title(),
                                says.description(),
                                says.clause().written(),
                                says.place(),
                                String.join(",", new TreeSet<>(says.subjects()))))
                        .append('\u001e');
            }
        }
        return Sha256.hex(words.toString().getBytes(StandardCharsets.UTF_8));
    }
}
