package org.verdite.organisation.access;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Accounts;
import org.verdite.shared.NotHere;

/// Reads and ends the sessions of another's account; asks first whether the asker may.
@Component
class OthersAccess {

    /// @param issuer the group's sign-in service that knows the account by `subject`; both empty for none
    record Link(int id, String login, String issuer, String subject) {}

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Sessions sessions;

    OthersAccess(JdbcClient jdbc, Accounts accounts, Sessions sessions) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @Transactional(readOnly = true)
    public Link link(int account) {
        accounts.requireOver(account);
        return jdbc.sql("""
                        select id, login, coalesce(oidc_issuer, '') as issuer, coalesce(oidc_subject, '') as subject
                        from organisation.account where id = :id""")
                .param("id", account)
                .query((rs, _) -> new Link(
                        rs.getInt("id"), rs.getString("login"), rs.getString("issuer"), rs.getString("subject")))
                .optional()
                .orElseThrow(() -> new NotHere("account " + account));
    }

    List<Sessions.Open> sessions(int account) {
        accounts.requireOver(account);
        return sessions.of(account);
    }

    void endSessions(int account) {
        accounts.requireOver(account);
        sessions.endOthers(account, "");
    }
}
