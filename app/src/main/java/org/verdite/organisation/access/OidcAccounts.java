package org.verdite.organisation.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.verdite.organisation.Apart;
import org.verdite.organisation.Grants;

/// The group's own sign-in service (OpenID Connect). Accounts are made here, never by signing in: somebody whom
/// nobody gave an account is refused. The first time an open account is found by its person's verified e-mail,
/// afterwards by the service's own key for the person; a service that vouches for no e-mail needs that key entered by
/// an administrator.
@Component
class OidcAccounts implements OAuth2UserService<OidcUserRequest, OidcUser> {

    /// Somebody who signed in through the group's sign-in service.
    static final class OidcAccount extends DefaultOidcUser implements AccountHolder {
        private final int account;

        OidcAccount(int account, OidcUser user) {
            super(user.getAuthorities(), user.getIdToken(), user.getUserInfo());
            this.account = account;
        }

        @Override
        public int account() {
            return account;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OidcAccount o && o.account == account && super.equals(other);
        }

        @Override
        public int hashCode() {
            return account;
        }
    }

    static final String UNKNOWN = "unknown_account";

    private final OidcUserService service = new OidcUserService();
    private final JdbcClient jdbc;
    private final Apart apart;
    private final Grants grants;

    OidcAccounts(JdbcClient jdbc, Apart apart, Grants grants) {
        this.jdbc = jdbc;
        this.apart = apart;
        this.grants = grants;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var user = service.loadUser(request);
        return new OidcAccount(account(user), user);
    }

    /// @throws OAuth2AuthenticationException when nobody gave this person an account, or it is disabled
    int account(OidcUser user) {
        String issuer = String.valueOf(user.getIssuer());
        String subject = String.valueOf(user.getSubject());
        Integer account = apart.system("sign-in", () -> java.util.Optional.ofNullable(find(issuer, subject, user)))
                .orElse(null);
        if (account == null || grants.holder(account) == null) {
            note(issuer, null, "UNKNOWN");
            throw new OAuth2AuthenticationException(new OAuth2Error(UNKNOWN), "no account");
        }
        note(issuer, account, "IN");
        return account;
    }

    private @Nullable Integer find(String issuer, String subject, OidcUser user) {
        var known = jdbc.sql(
                        "select id from organisation.account where oidc_issuer = :issuer and oidc_subject = :subject")
                .param("issuer", issuer)
                .param("subject", subject)
                .query((rs, _) -> rs.getInt(1))
                .optional();
        if (known.isPresent() || !Boolean.TRUE.equals(user.getEmailVerified()) || user.getEmail() == null) {
            return known.orElse(null);
        }
        List<Integer> byEmail = jdbc.sql("""
                        select a.id from organisation.account a join organisation.person p on p.id = a.person_id
                        where lower(p.email) = lower(:email) and p.email <> '' and a.oidc_subject is null
                          and not a.disabled""")
                .param("email", user.getEmail())
                .query((rs, _) -> rs.getInt(1))
                .list();
        if (byEmail.size() != 1) {
            return null;
        }
        jdbc.sql("""
                        update organisation.account set oidc_issuer = :issuer, oidc_subject = :subject, version = version + 1
                        where id = :id""")
                .param("issuer", issuer)
                .param("subject", subject)
                .param("id", byEmail.getFirst())
                .update();
        return byEmail.getFirst();
    }

    private void note(String issuer, @Nullable Integer account, String outcome) {
        apart.system(
                "sign-in",
                () -> jdbc.sql("""
                        insert into organisation.sign_in (login_key, address, account_id, unit_id, way, outcome)
                        values (:issuer, '', :account, (select unit_id from organisation.account where id = :account), 'OIDC', :outcome)""")
                        .param("issuer", issuer.length() > 200 ? issuer.substring(0, 200) : issuer)
                        .param("account", account)
                        .param("outcome", outcome)
                        .update());
    }
}
