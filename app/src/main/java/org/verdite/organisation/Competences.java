package org.verdite.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// What posts ask of who holds them, and what people were trained in (ISO 14001, 7.2). The catalogue and what kinds of
/// posts ask for are the group's; what one post asks for and what somebody has shown belongs to their unit.
@Component
public class Competences {

    private static final int MOST_MONTHS = 240;

    private final JdbcClient jdbc;
    private final Access access;
    private final Days days;

    Competences(JdbcClient jdbc, Access access, Days days) {
        this.jdbc = jdbc;
        this.access = access;
        this.days = days;
    }

    /// @param months after which it is to be shown again; null when it lasts
    /// @return its id
    /// @throws NotPermitted for who may not edit people of the whole group
    @Transactional
    public int add(String code, LocalText name, @Nullable Integer months) {
        requireTop();
        if (!code.matches("[A-Z][A-Z0-9-]{1,39}")) {
            throw new Invalid("code", "organisation.invalid.unitCode");
        }
        Rules.name("name", name);
        if (months != null && (months < 1 || months > MOST_MONTHS)) {
            throw new Invalid("months", "ui.form.range", 1, MOST_MONTHS);
        }
        return Rules.saying(
                "code",
                () -> jdbc.sql("""
                                insert into organisation.competence (code, name, months)
                                values (:code, cast(:name as jsonb), cast(:months as int)) returning id""")
                        .param("code", code)
                        .param("name", name.json())
                        .param("months", months)
                        .query((rs, _) -> rs.getInt(1))
                        .single());
    }

    /// From today on every post of a kind asks for it.
    @Transactional
    public int require(int competence, String kind) {
        requireTop();
        known(competence);
        Rules.oneOf("kind", kind, Rules.POSITION_KINDS);
        return insert(competence, kind, null);
    }

    /// From today on this one post asks for it.
    @Transactional
    public int require(int competence, int position) {
        access.require(Permission.PEOPLE_EDIT, unitOf("position", position));
        known(competence);
        return insert(competence, null, position);
    }

    private int insert(int competence, @Nullable String kind, @Nullable Integer position) {
        return Rules.saying(
                "competence",
                () -> jdbc.sql("""
                                insert into organisation.requirement (competence_id, kind, position_id, valid_from)
                                values (:competence, cast(:kind as text), cast(:position as int), :today) returning id""")
                        .param("competence", competence)
                        .param("kind", kind)
                        .param("position", position)
                        .param("today", days.today())
                        .query((rs, _) -> rs.getInt(1))
                        .single());
    }

    /// From today on it is asked for no more; what was asked on days before stays.
    @Transactional
    public void release(int requirement) {
        var position = jdbc.sql("select position_id from organisation.requirement where id = :id and ended_on is null")
                .param("id", requirement)
                .query((rs, _) -> java.util.Optional.ofNullable(rs.getObject(1, Integer.class)))
                .optional()
                .orElseThrow(() -> new NotHere("requirement " + requirement));
        if (position.isPresent()) {
            access.require(Permission.PEOPLE_EDIT, unitOf("position", position.get()));
        } else {
            requireTop();
        }
        jdbc.sql("update organisation.requirement set ended_on = greatest(:today, valid_from) where id = :id")
                .param("today", days.today())
                .param("id", requirement)
                .update();
    }

    /// Records that somebody has shown it.
    ///
    /// @param until the first day on which it counts no more; null for what the catalogue says
    /// @return its id
    @Transactional
    public long shown(
            PersonId person,
            int competence,
            LocalDate on,
            @Nullable LocalDate until,
            String provider,
            String certificate) {
        var unit = unitOf("person", person.value());
        access.require(Permission.PEOPLE_EDIT, unit);
        known(competence);
        if (on.isAfter(days.today()) || on.getYear() < 1990) {
            throw new Invalid("on", "organisation.competence.invalid.on");
        }
        Rules.period("until", on, until);
        return jdbc.sql("""
                        insert into organisation.training (unit_id, person_id, competence_id, shown_on, valid_to, provider, certificate, recorded_by)
                        select :unit, :person, c.id, :on, coalesce(cast(:until as date), cast(:on as date) + make_interval(months => c.months)),
                          :provider, :certificate, :me from organisation.competence c where c.id = :competence returning id""")
                .param("unit", unit.value())
                .param("person", person.value())
                .param("competence", competence)
                .param("on", on)
                .param("until", until)
                .param("provider", Rules.text("provider", provider.strip(), 200))
                .param("certificate", Rules.text("certificate", certificate.strip(), 100))
                .param("me", Scope.current().person())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// What was recorded wrongly counts no more; it and the reason stay readable.
    @Transactional
    public void withdraw(long training, String why) {
        record Kept(int person, boolean withdrawn) {}
        var kept = jdbc.sql(
                        "select person_id, withdrawn_at is not null from organisation.training where id = :id for update")
                .param("id", training)
                .query((rs, _) -> new Kept(rs.getInt(1), rs.getBoolean(2)))
                .optional()
                .orElseThrow(() -> new NotHere("training " + training));
        access.require(Permission.PEOPLE_EDIT, unitOf("person", kept.person()));
        if (why.isBlank()) {
            throw new Invalid("why", "ui.form.required");
        }
        if (kept.withdrawn()) {
            throw new Refused("organisation.competence.refused.withdrawn");
        }
        jdbc.sql("""
                        update organisation.training set withdrawn_because = :why, withdrawn_at = verdite.now() where id = :id""")
                .param("why", Rules.text("why", why.strip(), 500))
                .param("id", training)
                .update();
    }

    /// @throws NotHere when the catalogue has none by this code
    @Transactional(readOnly = true)
    public int byCode(String code) {
        return jdbc.sql("select id from organisation.competence where code = :code and ended_on is null")
                .param("code", code)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new NotHere("competence " + code));
    }

    /// True for who may change the catalogue and what kinds of posts ask for.
    public boolean mayChange() {
        return access.mayAtTop(Permission.PEOPLE_EDIT);
    }

    private void requireTop() {
        if (!mayChange()) {
            throw new NotPermitted(Permission.PEOPLE_EDIT.name());
        }
    }

    private void known(int competence) {
        boolean known = jdbc.sql(
                        "select exists (select from organisation.competence where id = :id and ended_on is null)")
                .param("id", competence)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!known) {
            throw new Invalid("competence", "ui.form.choice");
        }
    }

    /// @param table `person` or `position`
    private UnitId unitOf(String table, int id) {
        return jdbc.sql("select unit_id from organisation." + (table.equals("person") ? "person" : "position")
                        + " where id = :id")
                .param("id", id)
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere(table + " " + id));
    }
}
