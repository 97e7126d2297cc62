package org.verdite.organisation.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/// Login and password of the sign-in page.
@Component
class PasswordSignIn implements AuthenticationProvider {

    private final Credentials credentials;

    PasswordSignIn(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String address = asked.getDetails() instanceof WebAuthenticationDetails d ? d.getRemoteAddress() : "";
        var attempt = credentials.attempt(asked.getName(), text(asked.getCredentials()), address, "FORM");
        Integer account = attempt.account();
        if (attempt.outcome() == Credentials.Outcome.LOCKED) {
            throw new LockedException("locked");
        }
        if (account == null) {
            throw new BadCredentialsException("wrong");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedInAccount(account, attempt.login()), null, List.of());
    }

    private static String text(@Nullable Object credentials) {
        return credentials == null ? "" : credentials.toString();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
