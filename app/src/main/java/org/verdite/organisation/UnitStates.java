package org.verdite.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;

/// What a unit is called and whether it is open, by dates. A change supersedes the old statement and keeps it.
@Component
class UnitStates {

    private record Last(long id, LocalDate from, @Nullable LocalDate to) {}

    private final JdbcClient jdbc;
    private final Days days;

    UnitStates(JdbcClient jdbc, Days days) {
        this.jdbc = jdbc;
        this.days = days;
    }

    /// @param from first day of the new name; null corrects the name that holds now, for all its time
    void rename(int unit, LocalText name, String kind, @Nullable LocalDate from) {
        var last = last(unit);
        if (from == null || from.equals(last.from())) {
            supersede(last.id());
            add(unit, name, kind, last.from(), last.to());
            return;
        }
        LocalDate end = last.to();
        if (from.isAfter(days.today()) || end != null && !from.isBefore(end)) {
            throw new Invalid("from", "organisation.invalid.future");
        }
        if (from.isBefore(last.from())) {
            throw new Invalid("from", "organisation.invalid.laterName", last.from());
        }
        supersede(last.id());
        copy(last.id(), from);
        add(unit, name, kind, from, end);
    }

    /// Nothing holds from that day on.
    void close(int unit, LocalDate from) {
        jdbc.sql("""
                        with ended as (
                          update organisation.unit_state set superseded_at = verdite.now()
                          where unit_id = :unit and superseded_at is null and (valid_to is null or valid_to > :from) returning *)
                        insert into organisation.unit_state (unit_id, name, kind, valid_from, valid_to)
                        select unit_id, name, kind, valid_from, :from from ended where valid_from < :from""").param("unit", unit).param("from", from).update();
    }

    private Last last(int unit) {
        return jdbc.sql("""
                        select id, valid_from, valid_to from organisation.unit_state
                        where unit_id = :unit and superseded_at is null order by valid_from desc limit 1""")
                .param("unit", unit)
                .query((rs, _) ->
                        new Last(rs.getLong(1), rs.getObject(2, LocalDate.class), rs.getObject(3, LocalDate.class)))
                .single();
    }

    private void supersede(long id) {
        jdbc.sql("update organisation.unit_state set superseded_at = verdite.now() where id = :id")
                .param("id", id)
                .update();
    }

    private void copy(long id, LocalDate to) {
        jdbc.sql("""
                        insert into organisation.unit_state (unit_id, name, kind, valid_from, valid_to)
                        select unit_id, name, kind, valid_from, :to from organisation.unit_state where id = :id""").param("id", id).param("to", to).update();
    }

    private void add(int unit, LocalText name, String kind, LocalDate from, @Nullable LocalDate to) {
        jdbc.sql("""
                        insert into organisation.unit_state (unit_id, name, kind, valid_from, valid_to)
                        values (:unit, cast(:name as jsonb), :kind, :from, cast(:to as date))""")
                .param("unit", unit)
                .param("name", name.json())
                .param("kind", kind)
                .param("from", from)
                .param("to", to)
                .update();
    }
}
