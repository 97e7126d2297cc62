package org.verdite.assessments;

import java.time.LocalDate;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Sites on the authorities' lists. Each site counts once a scheme, at its highest valid level.
@Component
public class Recognitions {

    private final JdbcClient jdbc;
    private final Access access;

    Recognitions(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Records a listing; needs {@link Permission#ASSESSMENTS_EDIT} at the site's unit.
    @Transactional
    public long recognise(NewRecognition r) {
        UnitId unit = Places.editable(jdbc, access, r.site());
        if (r.delisted() != null && !r.delisted().isAfter(r.listed())) {
            throw new Invalid("delisted", "assessments.invalid.delisted");
        }
        if (r.source().isBlank() || r.source().length() > 300) {
            throw new Invalid("source", "ui.form.required");
        }
        if (r.listYear() < 1990 || r.listYear() > 2200) {
            throw new Invalid("listYear", "ui.form.range", "1990", "2200");
        }
        return Twice.refused(() -> jdbc.sql("""
                insert into assessments.recognition (site_id, unit_id, scheme, level, listed, delisted, list_year, source)
                values (:site, :unit, :scheme, :level, :listed, :delisted, :year, :source) returning id""")
                .param("site", r.site().value())
                .param("unit", unit.value())
                .param("scheme", r.scheme().name())
                .param("level", r.level().name())
                .param("listed", r.listed())
                .param("delisted", r.delisted())
                .param("year", r.listYear())
                .param("source", r.source())
                .query((rs, _) -> rs.getLong(1))
                .single());
    }

    /// The authority took the site off its list. The old entry is superseded, not overwritten.
    ///
    /// @return the entry that holds from now on
    @Transactional
    public long delist(long recognition, LocalDate on, String note) {
        Places.within(Map.of("note", note), 300);
        UnitId unit = jdbc.sql(
                        "select unit_id from assessments.recognition where id = :id and superseded_at is null and delisted is null")
                .param("id", recognition)
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("recognition " + recognition));
        access.require(Permission.ASSESSMENTS_EDIT, unit);
        var listed = jdbc.sql(
                        "update assessments.recognition set superseded_at = verdite.now(), superseded_by = verdite.who() where id = :id returning listed")
                .param("id", recognition)
                .query((rs, _) -> rs.getObject(1, LocalDate.class))
                .single();
        if (!on.isAfter(listed)) {
            throw new Invalid("delisted", "assessments.invalid.delisted");
        }
        return jdbc.sql("""
                insert into assessments.recognition (site_id, unit_id, scheme, level, listed, delisted, list_year, source, note)
                select site_id, unit_id, scheme, level, listed, :on, list_year, source, :note
                from assessments.recognition where id = :id returning id""")
                .param("id", recognition)
                .param("on", on)
                .param("note", note)
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Takes back what was entered by mistake: the authority never listed the site so. It stays readable as it was
    /// known before; what is right is entered anew.
    ///
    /// @param because why, in at most 500 characters
    @Transactional
    public void strike(long recognition, String because) {
        if (because.isBlank() || because.length() > 500) {
            throw new Invalid("because", "assessments.invalid.because");
        }
        UnitId unit = jdbc.sql("select unit_id from assessments.recognition where id = :id and superseded_at is null")
                .param("id", recognition)
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("recognition " + recognition));
        access.require(Permission.ASSESSMENTS_EDIT, unit);
        jdbc.sql("""
                update assessments.recognition
                set superseded_at = verdite.now(), superseded_by = verdite.who(), struck_because = :because where id = :id""").param("id", recognition).param("because", because.strip()).update();
    }

    /// The name under which lists and other rooms link to a recognition.
    public static Origin origin(long recognition, String source) {
        return new Origin(
                "assessments",
                "recognition",
                String.valueOf(recognition),
                source,
                "/assessments/recognitions/" + recognition);
    }
}
