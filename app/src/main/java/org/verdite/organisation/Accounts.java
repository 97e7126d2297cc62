package org.verdite.organisation;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// What people sign in with, and what each account may do where.
@Component
public class Accounts {

    private record Account(int id, int unit, String login) {}

    private record Given(int unit, Role role) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final Grants grants;
    private final People people;
    private final Passwords passwords;
    private final Apart apart;
    private final Days days;

    Accounts(
            JdbcClient jdbc, Access access, Grants grants, People people, Passwords passwords, Apart apart, Days days) {
        this.jdbc = jdbc;
        this.access = access;
        this.grants = grants;
        this.people = people;
        this.passwords = passwords;
        this.apart = apart;
        this.days = days;
    }

    /// @param login is kept in small letters
    /// @param password null for an account that signs in through the group's own sign-in service only
    /// @return the account's id
    @Transactional
    public int create(String login, @Nullable String password, PersonId person, boolean demonstration) {
        UnitId unit = people.unitOf(person);
        access.require(Permission.ADMINISTER, unit);
        String name = login.strip().toLowerCase(Locale.ROOT);
        if (!name.matches("[a-z0-9][a-z0-9._@-]{1,79}")) {
            throw new Invalid("login", "organisation.invalid.login");
        }
        String hash = password == null ? null : passwords.hash(demonstration ? "" : name, password);
        int id = Rules.saying(
                "login",
                () -> jdbc.sql("""
                        insert into organisation.account (unit_id, person_id, login, password_hash, demonstration)
                        values (:unit, :person, :login, :hash, :demonstration) returning id""")
                        .param("unit", unit.value())
                        .param("person", person.value())
                        .param("login", name)
                        .param("hash", hash)
                        .param("demonstration", demonstration)
                        .query((rs, _) -> rs.getInt(1))
                        .single());
        grants.changed();
        return id;
    }

    /// Lets the account act in a role at a unit and below, from a day on.
    @Transactional
    public long grant(int account, Role role, UnitId unit, LocalDate from, @Nullable LocalDate to) {
        access.require(Permission.ADMINISTER, unit);
        require(account);
        Rules.period("to", from, to);
        long id = jdbc.sql("""
                        insert into organisation.grant_of_role (account_id, role, unit_id, valid_from, valid_to)
                        values (:account, :role, :unit, :from, cast(:to as date)) returning id""")
                .param("account", account)
                .param("role", role.name())
                .param("unit", unit.value())
                .param("from", from)
                .param("to", to)
                .query((rs, _) -> rs.getLong(1))
                .single();
        grants.changed();
        return id;
    }

    /// @throws Refused when it is the last administrator of the whole group
    @Transactional
    public void revoke(long grant) {
        var row = jdbc.sql("select unit_id, role from organisation.grant_of_role where id = :id and revoked_at is null")
                .param("id", grant)
                .query((rs, _) -> new Given(rs.getInt(1), Role.valueOf(rs.getString(2))))
                .optional()
                .orElseThrow(() -> new NotHere("grant " + grant));
        access.require(Permission.ADMINISTER, new UnitId(row.unit()));
        if (row.role() == Role.ADMINISTRATOR && lastAdministrator("g.id <> :id", grant, row.unit())) {
            throw new Refused("organisation.refused.lastAdministrator");
        }
        jdbc.sql("update organisation.grant_of_role set revoked_at = verdite.now() where id = :id")
                .param("id", grant)
                .update();
        grants.changed();
    }

    /// Only grants at the unit itself are asked about: whoever administers more may always put things right.
    private boolean lastAdministrator(String others, long key, int unit) {
        boolean top = jdbc.sql("""
                        select not exists (select from organisation.edge where unit_id = :unit and superseded_at is null
                        and valid_from <= :today and (valid_to is null or valid_to > :today))""")
                .param("unit", unit)
                .param("today", days.today())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        return top
                && jdbc.sql("""
                        select not exists (select from organisation.grant_of_role g join organisation.account a on a.id = g.account_id
                        where g.role = 'ADMINISTRATOR' and g.unit_id = :unit and g.revoked_at is null and not a.disabled
                          and g.valid_from <= :today and (g.valid_to is null or g.valid_to > :today) and\s""" + others + ")")
                        .param("unit", unit)
                        .param("today", days.today())
                        .param("id", key)
                        .query((rs, _) -> rs.getBoolean(1))
                        .single();
    }

    @Transactional
    public void setPassword(int account, String password) {
        var row = requireOver(account);
        write(account, passwords.hash(row.login(), password));
    }

    /// One's own, by who knows the old one. The caller has counted the attempt.
    public void changeOwnPassword(int account, String login, String password) {
        String hash = passwords.hash(login, password);
        apart.self(() -> write(account, hash));
    }

    private int write(int account, String hash) {
        return jdbc.sql("update organisation.account set password_hash = :hash, version = version + 1 where id = :id")
                .param("hash", hash)
                .param("id", account)
                .update();
    }

    /// A disabled account signs in nowhere and its tokens open nothing.
    @Transactional
    public void disable(int account, boolean disabled) {
        requireOver(account);
        if (disabled && lastAnywhere(account)) {
            throw new Refused("organisation.refused.lastAdministrator");
        }
        jdbc.sql("update organisation.account set disabled = :disabled, version = version + 1 where id = :id")
                .param("disabled", disabled)
                .param("id", account)
                .update();
        grants.changed();
    }

    private boolean lastAnywhere(int account) {
        var holder = grants.holder(account);
        return holder != null
                && holder.grants().stream()
                        .filter(g -> g.role() == Role.ADMINISTRATOR)
                        .anyMatch(g -> lastAdministrator("a.id <> :id", account, g.unit()));
    }

    private Account require(int account) {
        return jdbc.sql("select id, unit_id, login from organisation.account where id = :id")
                .param("id", account)
                .query((rs, _) -> new Account(rs.getInt(1), rs.getInt(2), rs.getString(3)))
                .optional()
                .orElseThrow(() -> new NotHere("account " + account));
    }

    /// Whoever sets another's password acts as them: they must administer everything the other may touch.
    private Account requireOver(int account) {
        var row = require(account);
        access.require(Permission.ADMINISTER, new UnitId(row.unit()));
        var holder = grants.holder(account);
        if (holder != null
                && !holder.grants().stream().allMatch(g -> access.may(Permission.ADMINISTER, new UnitId(g.unit())))) {
            throw new Refused("organisation.refused.wider");
        }
        return row;
    }

    @Transactional(readOnly = true)
    public int byLogin(String login) {
        return jdbc.sql("select id from organisation.account where login = :login")
                .param("login", login.toLowerCase(Locale.ROOT))
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new NotHere("account " + login));
    }
}
