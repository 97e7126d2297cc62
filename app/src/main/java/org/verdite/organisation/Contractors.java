package org.verdite.organisation;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// Contractor companies, their contracts at units, and the people who work for them.
@Component
public class Contractors {

    private record Running(int unit, LocalDate from) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final People people;

    Contractors(JdbcClient jdbc, Access access, People people) {
        this.jdbc = jdbc;
        this.access = access;
        this.people = people;
    }

    /// @param unit where the company was registered first
    @Transactional
    public int add(UnitId unit, String code, LocalText name, String country) {
        access.require(Permission.PEOPLE_EDIT, unit);
        Rules.code(code);
        Rules.name("name", name);
        Rules.country(country);
        return Rules.saying(
                "code",
                () -> jdbc.sql("""
                        insert into organisation.contractor (unit_id, code, name, country)
                        values (:unit, :code, cast(:name as jsonb), :country) returning id""")
                        .param("unit", unit.value())
                        .param("code", code)
                        .param("name", name.json())
                        .param("country", country)
                        .query((rs, _) -> rs.getInt(1))
                        .single());
    }

    @Transactional
    public void change(int contractor, int version, LocalText name, String country) {
        require(contractor);
        int unit = jdbc.sql("select unit_id from organisation.contractor where id = :id")
                .param("id", contractor)
                .query((rs, _) -> rs.getInt(1))
                .single();
        access.require(Permission.PEOPLE_EDIT, new UnitId(unit));
        Rules.name("name", name);
        Rules.country(country);
        int done = jdbc.sql("""
                        update organisation.contractor set name = cast(:name as jsonb), country = :country, version = version + 1
                        where id = :id and version = :version""")
                .param("name", name.json())
                .param("country", country)
                .param("id", contractor)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("contractor " + contractor);
        }
    }

    /// Changes what is done, and ends or prolongs the contract.
    ///
    /// @param to null while it is open
    @Transactional
    public void changeContract(long contract, int version, String work, @Nullable LocalDate to) {
        var row = jdbc.sql("select unit_id, valid_from from organisation.contract where id = :id")
                .param("id", contract)
                .query((rs, _) -> new Running(rs.getInt(1), rs.getObject(2, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("contract " + contract));
        access.require(Permission.PEOPLE_EDIT, new UnitId(row.unit()));
        Rules.period("to", row.from(), to);
        if (work.isBlank()) {
            throw new Invalid("work", "ui.form.required");
        }
        int done = jdbc.sql("""
                        update organisation.contract set work = :work, valid_to = cast(:to as date), version = version + 1
                        where id = :id and version = :version""")
                .param("work", Rules.text("work", work, 500))
                .param("to", to)
                .param("id", contract)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("contract " + contract);
        }
    }

    /// @param unit where the work is done
    /// @param work what is done, in words
    @Transactional
    public long contract(
            int contractor, UnitId unit, String number, String work, LocalDate from, @Nullable LocalDate to) {
        access.require(Permission.PEOPLE_EDIT, unit);
        require(contractor);
        Rules.period("to", from, to);
        if (number.isBlank()) {
            throw new Invalid("number", "ui.form.required");
        }
        if (work.isBlank()) {
            throw new Invalid("work", "ui.form.required");
        }
        return Rules.saying(
                "number",
                () -> jdbc.sql("""
                        insert into organisation.contract (contractor_id, unit_id, number, work, valid_from, valid_to)
                        values (:contractor, :unit, :number, :work, :from, cast(:to as date)) returning id""")
                        .param("contractor", contractor)
                        .param("unit", unit.value())
                        .param("number", Rules.text("number", number, 60))
                        .param("work", Rules.text("work", work, 500))
                        .param("from", from)
                        .param("to", to)
                        .query((rs, _) -> rs.getLong(1))
                        .single());
    }

    /// From that day on the person works for the company; for whom they worked before ends.
    @Transactional
    public void worker(PersonId person, int contractor, LocalDate from, @Nullable LocalDate to) {
        UnitId unit = people.unitOf(person);
        access.require(Permission.PEOPLE_EDIT, unit);
        require(contractor);
        employ(person, unit, "CONTRACTOR", contractor, from, to);
    }

    /// From that day on the person is the group's own employee, or an outsider such as an auditor (`external`).
    @Transactional
    public void employee(PersonId person, boolean external, LocalDate from) {
        UnitId unit = people.unitOf(person);
        access.require(Permission.PEOPLE_EDIT, unit);
        employ(person, unit, external ? "EXTERNAL" : "EMPLOYEE", null, from, null);
    }

    private void employ(
            PersonId person,
            UnitId unit,
            String kind,
            @Nullable Integer contractor,
            LocalDate from,
            @Nullable LocalDate to) {
        Rules.period("to", from, to);
        jdbc.sql("""
                        with ended as (
                          update organisation.employment set superseded_at = verdite.now()
                          where person_id = :person and superseded_at is null and valid_to is null and valid_from <= :from
                          returning *)
                        insert into organisation.employment (person_id, unit_id, kind, contractor_id, valid_from, valid_to)
                        select person_id, unit_id, kind, contractor_id, valid_from, :from from ended where valid_from < :from""").param("person", person.value()).param("from", from).update();
        Rules.saying(
                "from",
                () -> jdbc.sql("""
                        insert into organisation.employment (person_id, unit_id, kind, contractor_id, valid_from, valid_to)
                        values (:person, :unit, :kind, :contractor, :from, cast(:to as date))""")
                        .param("person", person.value())
                        .param("unit", unit.value())
                        .param("kind", kind)
                        .param("contractor", contractor)
                        .param("from", from)
                        .param("to", to)
                        .update());
    }

    @Transactional(readOnly = true)
    public int byCode(String code) {
        return jdbc.sql("select id from organisation.contractor where code = :code")
                .param("code", code)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new NotHere("contractor " + code));
    }

    /// The companies the reader sees, by id, for whom other rooms let them choose from.
    @Transactional(readOnly = true)
    public Map<Integer, LocalText> names() {
        var names = new LinkedHashMap<Integer, LocalText>();
        jdbc.sql("select id, name from organisation.contractor order by code").query(rs -> {
            names.put(rs.getInt(1), Json.text(rs.getString(2)));
        });
        return names;
    }

    private void require(int contractor) {
        boolean seen = jdbc.sql("select exists (select from organisation.contractor where id = :id)")
                .param("id", contractor)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!seen) {
            throw new NotHere("contractor " + contractor);
        }
    }
}
