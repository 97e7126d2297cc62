package org.verdite.organisation;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Who stands above an account. Whoever changes how another signs in can act as them: they must administer everything
/// the other may touch, also while the account is closed.
@Component
class OverAccounts {

    record Account(int id, int unit, String login) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final Grants grants;
    private final Apart apart;
    private final Days days;

    OverAccounts(JdbcClient jdbc, Access access, Grants grants, Apart apart, Days days) {
        this.jdbc = jdbc;
        this.access = access;
        this.grants = grants;
        this.apart = apart;
        this.days = days;
    }

    /// @throws NotHere when the account is out of sight
    Account seen(int account) {
        return jdbc.sql("select id, unit_id, login from organisation.account where id = :id")
                .param("id", account)
                .query((rs, _) -> new Account(rs.getInt(1), rs.getInt(2), rs.getString(3)))
                .optional()
                .orElseThrow(() -> new NotHere("account " + account));
    }

    Account require(int account) {
        var row = seen(account);
        access.require(Permission.ADMINISTER, new UnitId(row.unit()));
        if (!reaches(account)) {
            throw new Refused("organisation.refused.wider");
        }
        return row;
    }

    /// Lets everybody pass where the person has no account.
    void requireOverPerson(PersonId person) {
        Optional<Account> found = apart.self(() -> jdbc.sql("""
                        select id, unit_id, login from organisation.account where person_id = :person""")
                .param("person", person.value())
                .query((rs, _) -> new Account(rs.getInt(1), rs.getInt(2), rs.getString(3)))
                .optional());
        if (found.isPresent()
                && !(access.may(Permission.ADMINISTER, new UnitId(found.get().unit()))
                        && reaches(found.get().id()))) {
            throw new Refused("organisation.refused.signsIn");
        }
    }

    private boolean reaches(int account) {
        var today = days.today();
        return grants.given(account).stream()
                .filter(g -> g.to() == null || g.to().isAfter(today))
                .allMatch(g -> access.may(Permission.ADMINISTER, new UnitId(g.unit())));
    }

    /// True when without this grant nobody administers the whole group any more.
    boolean lastGrant(long grant, int unit) {
        return last("g.id <> :id", grant, unit);
    }

    boolean lastAccount(int account) {
        var holder = grants.holder(account);
        return holder != null
                && holder.grants().stream()
                        .filter(g -> g.role() == Role.ADMINISTRATOR)
                        .anyMatch(g -> last("a.id <> :id", account, g.unit()));
    }

    /// Only grants at the unit itself are asked about: whoever administers more may always put things right.
    private boolean last(String others, long key, int unit) {
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
}
