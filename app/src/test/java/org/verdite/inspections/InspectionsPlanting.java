package org.verdite.inspections;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Planting;
import org.verdite.rectification.Severity;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Of the foreign unit: a checklist whose draft asks something, and an open inspection.
public class InspectionsPlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        int edition = beans.getBean(Checklists.class)
                .begin(new NewChecklist(unit, "FOREIGN-LIST", LocalText.of(SECRET, SECRET, "en"), null, false));
        beans.getBean(Criteria.class)
                .put(
                        edition,
                        NewCriterion.of(
                                        "Z-1",
                                        new ClauseKey("ISO 14001", "2015", "7.5.3"),
                                        LocalText.of(SECRET, SECRET, "en"))
                                .guidance(LocalText.of(SECRET, SECRET, "en"))
                                .medium("WATER")
                                .because(SECRET)
                                .done(),
                        0);
        inspection(beans, unit);
        engagement(beans, unit);
        var programmes = beans.getBean(Programmes.class);
        int programme = programmes.begin(unit, 2030, SECRET, 24);
        programmes.ask(
                programme, new CoverageRule(0, CoverageRule.Per.SITE, Set.of(InspectionKind.GROUP), 1, 0, "", ""));
    }

    /// People from outside at the foreign unit, what they asked for, and what they got.
    private static void engagement(BeanFactory beans, UnitId unit) {
        var id = beans.getBean(Engagements.class)
                .begin(new NewEngagement(
                        unit, SECRET, SECRET, SECRET, LocalDate.parse("2026-01-01"), LocalDate.parse("2028-12-31")));
        var room = beans.getBean(EvidenceRoom.class);
        long request = room.ask(id, SECRET, null);
        room.releaseFile(
                request, new ByteArrayInputStream(SECRET.getBytes(StandardCharsets.UTF_8)), "secret.txt", SECRET);
    }

    /// An open inspection of the foreign unit with an observation and a finding.
    private static void inspection(BeanFactory beans, UnitId unit) {
        var checklists = beans.getBean(Checklists.class);
        int edition = checklists.begin(
                new NewChecklist(unit, "FOREIGN-ASKED", LocalText.of(SECRET, SECRET, "en"), null, false));
        beans.getBean(Criteria.class)
                .put(
                        edition,
                        NewCriterion.of(
                                        "E-01",
                                        new ClauseKey("ISO 14001", "2015", "7.5.3"),
                                        LocalText.of(SECRET, SECRET, "en"))
                                .medium("WATER")
                                .done(),
                        0);
        checklists.publish(edition, 1, SECRET);
        var within = beans.getBean(TransactionTemplate.class);
        var jdbc = beans.getBean(JdbcClient.class);
        int[] ids = Objects.requireNonNull(within.execute(_ -> jdbc.sql("""
                        select (select checklist_id from inspections.edition where id = :edition),
                          (select min(id) from organisation.person where unit_id = :unit)""")
                .param("edition", edition)
                .param("unit", unit.value())
                .query((rs, _) -> new int[] {rs.getInt(1), rs.getInt(2)})
                .single()));
        var inspections = beans.getBean(Inspections.class);
        var id = inspections.plan(
                new NewInspection(
                        unit,
                        InspectionKind.SELF_CHECK,
                        SECRET,
                        SECRET,
                        SECRET,
                        ids[0],
                        LocalDate.parse("2026-11-02"),
                        LocalDate.parse("2026-11-04"),
                        new PersonId(ids[1]),
                        List.of(),
                        null),
                null);
        inspections.open(id, 1, SECRET);
        new Scope("system:planting", null, ids[1], null, "", false).run(() -> {
            beans.getBean(Observations.class)
                    .tell(
                            id,
                            new Told(
                                    UUID.fromString("00000000-0000-4000-8000-000000000001"),
                                    "E-01",
                                    Said.DOES_NOT,
                                    null,
                                    SECRET,
                                    Told.Where.NOWHERE,
                                    null,
                                    Set.of(),
                                    Instant.parse("2026-11-02T01:00:00Z"),
                                    null));
            beans.getBean(Photos.class).keep(id, photo(), new ByteArrayInputStream(picture()), null);
            beans.getBean(Findings.class)
                    .draft(
                            id,
                            new NewFinding(
                                    Grade.MINOR,
                                    Severity.MINOR,
                                    "WATER",
                                    SECRET,
                                    SECRET,
                                    new ClauseKey("", "", ""),
                                    SECRET,
                                    Set.of("E-01")));
        });
    }

    /// The address of this picture stands in the matrix.
    private static NewPhoto photo() {
        return new NewPhoto(
                UUID.fromString("00000000-0000-4000-8000-000000000009"),
                "E-01",
                "a.jpg",
                "",
                false,
                SECRET,
                Told.Where.NOWHERE,
                Instant.parse("2026-11-02T01:00:00Z"),
                null);
    }

    private static byte[] picture() {
        byte[] picture = new byte[3000];
        picture[0] = (byte) 0xff;
        picture[1] = (byte) 0xd8;
        picture[2] = (byte) 0xff;
        return picture;
    }
}
