package org.verdite.organisation;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
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

    private record Given(int unit, Role role) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final Grants grants;
    private final OverAccounts over;
    private final Passwords passwords;
    private final Apart apart;
    private final ApplicationEventPublisher events;

    Accounts(
            JdbcClient jdbc,
            Access access,
            Grants grants,
            OverAccounts over,
            Passwords passwords,
            Apart apart,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.access = access;
        this.grants = grants;
        this.over = over;
        this.passwords = passwords;
        this.apart = apart;
        this.events = events;
    }

    /// @param login is kept in small letters
    /// @param password null for an account that signs in through the group's own sign-in service only
    /// @return the account's id
    @Transactional
    public int create(String login, @Nullable String password, PersonId person, boolean demonstration) {
        UnitId unit = unitOf(person);
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

    private UnitId unitOf(PersonId person) {
        return jdbc.sql("select unit_id from organisation.person where id = :person and erased_at is null")
                .param("person", person.value())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("person " + person));
    }

    /// Lets the account act in a role at a unit and below, from a day on.
    @Transactional
    public long grant(int account, Role role, UnitId unit, LocalDate from, @Nullable LocalDate to) {
        access.require(Permission.ADMINISTER, unit);
        over.seen(account);
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
        if (row.role() == Role.ADMINISTRATOR && over.lastGrant(grant, row.unit())) {
            throw new Refused("organisation.refused.lastAdministrator");
        }
        jdbc.sql("update organisation.grant_of_role set revoked_at = verdite.now() where id = :id")
                .param("id", grant)
                .update();
        grants.changed();
    }

    /// @throws Refused when the account may do more than whoever asks administers
    @Transactional(readOnly = true)
    public void requireOver(int account) {
        over.require(account);
    }

    /// Ends the account's sessions and tokens: whoever knew the old password may have made them.
    @Transactional
    public void setPassword(int account, String password) {
        var row = over.require(account);
        write(account, passwords.hash(row.login(), password));
        UnitTrees.afterCommit(() -> events.publishEvent(new PasswordSet(account)));
    }

    /// One's own, by who knows the old one. The caller has counted the attempt and ends the other sessions.
    public void changeOwnPassword(int account, String login, String password) {
        String hash = passwords.hash(login, password);
        apart.self(() -> write(account, hash));
    }

    private int write(int account, String hash) {
        jdbc.sql("update organisation.account set password_hash = :hash, version = version + 1 where id = :id")
                .param("hash", hash)
                .param("id", account)
                .update();
        return revokeTokens(account);
    }

    private int revokeTokens(int account) {
        return jdbc.sql("""
                        update organisation.api_token set revoked_at = verdite.now()
                        where account_id = :id and revoked_at is null""").param("id", account).update();
    }

    /// Says which key the group's sign-in service has for this person, where it vouches for no e-mail; both empty for
    /// none.
    ///
    /// @param issuer address of the service, as it calls itself
    @Transactional
    public void link(int account, String issuer, String subject) {
        over.require(account);
        String service = Rules.text("issuer", issuer.strip(), 300);
        String key = Rules.text("subject", subject.strip(), 255);
        if (service.isEmpty() != key.isEmpty()) {
            throw new Invalid(service.isEmpty() ? "issuer" : "subject", "ui.form.required");
        }
        if (!service.isEmpty() && !service.matches("https?://\\S+")) {
            throw new Invalid("issuer", "organisation.invalid.issuer");
        }
        Rules.saying(
                "subject",
                () -> jdbc.sql("""
                        update organisation.account set oidc_issuer = nullif(:issuer, ''), oidc_subject = nullif(:subject, ''),
                          version = version + 1 where id = :id""")
                        .param("issuer", service)
                        .param("subject", key)
                        .param("id", account)
                        .update());
    }

    /// A disabled account signs in nowhere and its tokens open nothing.
    @Transactional
    public void disable(int account, boolean disabled) {
        over.require(account);
        if (disabled && over.lastAccount(account)) {
            throw new Refused("organisation.refused.lastAdministrator");
        }
        jdbc.sql("update organisation.account set disabled = :disabled, version = version + 1 where id = :id")
                .param("disabled", disabled)
                .param("id", account)
                .update();
        grants.changed();
    }

    /// With the person's name goes what they signed in with; nobody signs in as them again.
    void erase(PersonId person) {
        var account = jdbc.sql("select id from organisation.account where person_id = :person")
                .param("person", person.value())
                .query((rs, _) -> rs.getInt(1))
                .optional();
        if (account.isEmpty()) {
            return;
        }
        int id = account.get();
        over.require(id);
        if (over.lastAccount(id)) {
            throw new Refused("organisation.refused.lastAdministrator");
        }
        jdbc.sql("""
                        update organisation.account set login = 'erased-' || id, password_hash = null, oidc_issuer = null,
                          oidc_subject = null, disabled = true, version = version + 1 where id = :id""").param("id", id).update();
        revokeTokens(id);
        UnitTrees.afterCommit(() -> events.publishEvent(new PasswordSet(id)));
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
