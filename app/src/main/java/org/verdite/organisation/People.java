package org.verdite.organisation;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;

/// People, apart from their accounts and from whom they work for.
@Component
public class People {

    private final JdbcClient jdbc;
    private final Access access;
    private final Posts posts;
    private final Grants grants;
    private final Accounts accounts;
    private final OverAccounts over;

    People(JdbcClient jdbc, Access access, Posts posts, Grants grants, Accounts accounts, OverAccounts over) {
        this.jdbc = jdbc;
        this.access = access;
        this.posts = posts;
        this.grants = grants;
        this.accounts = accounts;
        this.over = over;
    }

    @Transactional
    public PersonId add(NewPerson person) {
        access.require(Permission.PEOPLE_EDIT, person.unit());
        person.check();
        int id = Rules.saying(
                "code",
                () -> jdbc.sql("""
                        insert into organisation.person (unit_id, code, name, email, phone)
                        values (:unit, :code, cast(:name as jsonb), :email, :phone) returning id""")
                        .param("unit", person.unit().value())
                        .param("code", person.code())
                        .param("name", person.name().json())
                        .param("email", person.email().strip())
                        .param("phone", person.phone())
                        .query((rs, _) -> rs.getInt(1))
                        .single());
        return new PersonId(id);
    }

    /// The e-mail of somebody with an account is changed only by who administers all they may touch: by it the group's
    /// sign-in service is believed.
    @Transactional
    public void change(PersonId person, int version, LocalText name, String email, String phone) {
        access.require(Permission.PEOPLE_EDIT, unitOf(person));
        Rules.all(() -> Rules.name("name", name), () -> Rules.email(email), () -> Rules.text("phone", phone, 40));
        if (!email.strip().equalsIgnoreCase(email(person))) {
            over.requireOverPerson(person);
        }
        int done = jdbc.sql("""
                        update organisation.person set name = cast(:name as jsonb), email = :email, phone = :phone,
                          version = version + 1 where id = :id and version = :version and erased_at is null""")
                .param("name", name.json())
                .param("email", email.strip())
                .param("phone", phone)
                .param("id", person.value())
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("person " + person);
        }
        grants.changed();
    }

    private String email(PersonId person) {
        return jdbc.sql("select email from organisation.person where id = :id")
                .param("id", person.value())
                .query((rs, _) -> rs.getString(1))
                .single();
    }

    /// The person belongs to another unit from now on; their account and its tokens go with them.
    @Transactional
    public void transfer(PersonId person, UnitId unit) {
        access.require(Permission.PEOPLE_EDIT, unitOf(person));
        access.require(Permission.PEOPLE_EDIT, unit);
        jdbc.sql("""
                        update organisation.api_token set unit_id = :unit
                        where account_id in (select id from organisation.account where person_id = :person)""")
                .param("unit", unit.value())
                .param("person", person.value())
                .update();
        for (String rows : List.of("person where id", "account where person_id")) {
            String table = rows.substring(0, rows.indexOf(' '));
            jdbc.sql("update organisation." + table + " set unit_id = :unit, version = version + 1 "
                            + rows.substring(rows.indexOf(' ') + 1) + " = :person")
                    .param("unit", unit.value())
                    .param("person", person.value())
                    .update();
        }
        jdbc.sql(
                        "update organisation.employment set unit_id = :unit where person_id = :person and superseded_at is null")
                .param("unit", unit.value())
                .param("person", person.value())
                .update();
        grants.changed();
    }

    /// Where law asks: name, addresses and sign-in go, the key stays, so that what was done remains done by somebody.
    @Transactional
    public void erase(PersonId person) {
        access.require(Permission.ADMINISTER, unitOf(person));
        accounts.erase(person);
        jdbc.sql("""
                        update organisation.person set email = '', phone = '', erased_at = verdite.now(), version = version + 1,
                          name = jsonb_build_object('_', 'en', 'en', 'Erased person ' || id, 'zh', '已删除人员 ' || id)
                        where id = :id""").param("id", person.value()).update();
        grants.changed();
    }

    @Transactional(readOnly = true)
    public PersonId byCode(String code) {
        return jdbc.sql("select id from organisation.person where code = :code")
                .param("code", code)
                .query((rs, _) -> new PersonId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("person " + code));
    }

    /// The name of somebody whom a record names, wherever they work.
    @Transactional(readOnly = true)
    public LocalText name(PersonId person) {
        return jdbc.sql("select organisation.pub_person_name(:person)")
                .param("person", person.value())
                .query((rs, _) -> Json.text(rs.getString(1)))
                .single();
    }

    @Transactional(readOnly = true)
    public UnitId unitOf(PersonId person) {
        return jdbc.sql("select unit_id from organisation.person where id = :person")
                .param("person", person.value())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("person " + person));
    }

    /// Appoints the person to a post from a day on.
    @Transactional
    public void appoint(PersonId person, String positionCode, LocalDate from, @Nullable LocalDate to) {
        posts.appoint(person, positionCode, from, to, false);
    }

    /// True when on that day a post of `who` reports directly to a post of `of`, whatever the asker sees.
    @Transactional(readOnly = true)
    public boolean directSubordinate(PersonId of, PersonId who, LocalDate on) {
        return jdbc.sql("select organisation.pub_direct_subordinate(:of, :who, :on)")
                .param("of", of.value())
                .param("who", who.value())
                .param("on", on)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// The people who stand in for this one, or for whom this one stands in, on that day.
    @Transactional(readOnly = true)
    public Set<PersonId> substitutes(PersonId person, LocalDate on) {
        return new HashSet<>(jdbc.sql("select s from organisation.pub_substitutes(:person, :on) s")
                .param("person", person.value())
                .param("on", on)
                .query((rs, _) -> new PersonId(rs.getInt(1)))
                .list());
    }
}
