package org.verdite.assessments;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Results of assessments by a scheme's standard, kept with the edition they were made by. The latest one holds.
@Component
public class Assessments {

    private final JdbcClient jdbc;
    private final Access access;
    private final Clock clock;

    Assessments(JdbcClient jdbc, Access access, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.clock = clock;
    }

    /// Records a result; needs {@link Permission#ASSESSMENTS_EDIT} at the site's unit.
    @Transactional
    public long record(NewResult r) {
        UnitId unit = Places.editable(jdbc, access, r.site());
        check(r);
        return Twice.refused(() -> jdbc.sql("""
                insert into assessments.result (site_id, unit_id, scheme, edition, assessed_on, assessed_by, outcome, score, note)
                values (:site, :unit, :scheme, :edition, :on, :by, :outcome, :score, :note) returning id""")
                .param("site", r.site().value())
                .param("unit", unit.value())
                .param("scheme", r.scheme().name())
                .param("edition", r.edition())
                .param("on", r.assessedOn())
                .param("by", r.assessedBy())
                .param("outcome", r.outcome().name())
                .param("score", r.score())
                .param("note", r.note())
                .query((rs, _) -> rs.getLong(1))
                .single());
    }

    /// The name under which reports and other rooms link to a result.
    public static Origin origin(long result, String title) {
        return new Origin("assessments", "result", String.valueOf(result), title, "/assessments/results/" + result);
    }

    private void check(NewResult r) {
        var problems = new ArrayList<Invalid.Problem>();
        if (r.scheme() == NewRecognition.Scheme.MINE_PARK) {
            problems.add(new Invalid.Problem("scheme", "ui.form.choice", List.of()));
        }
        if (r.edition().isBlank() || r.edition().length() > 100) {
            problems.add(new Invalid.Problem("edition", "ui.form.required", List.of()));
        }
        if (r.assessedBy().isBlank() || r.assessedBy().length() > 200) {
            problems.add(new Invalid.Problem("assessedBy", "ui.form.required", List.of()));
        }
        if (r.note().length() > 500) {
            problems.add(new Invalid.Problem(
                    "note", "ui.form.tooLong", List.of(500, r.note().length())));
        }
        if (r.assessedOn()
                .isAfter(clock.instant().atOffset(ZoneOffset.ofHours(14)).toLocalDate())) {
            problems.add(new Invalid.Problem("assessedOn", "assessments.invalid.future", List.of()));
        }
        if (r.score() != null && r.score().abs().compareTo(new BigDecimal(10000)) >= 0) {
            problems.add(new Invalid.Problem("score", "ui.form.range", List.of(0, 9999)));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    /// Takes back a result that was entered by mistake; it stays readable as it was known before.
    ///
    /// @param because why, in at most 500 characters
    @Transactional
    public void strike(long result, String because) {
        if (because.isBlank() || because.length() > 500) {
            throw new Invalid("because", "assessments.invalid.because");
        }
        UnitId unit = jdbc.sql("select unit_id from assessments.result where id = :id and superseded_at is null")
                .param("id", result)
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("result " + result));
        access.require(Permission.ASSESSMENTS_EDIT, unit);
        jdbc.sql("""
                update assessments.result set superseded_at = verdite.now(), superseded_by = verdite.who(), struck_because = :because
                where id = :id""").param("id", result).param("because", because.strip()).update();
    }
}
