package org.verdite.organisation.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.verdite.organisation.Tokens;

/// A request that carries a key of ours.
final class TokenAuthentication extends AbstractAuthenticationToken {

    private final transient Tokens.Token token;

    TokenAuthentication(Tokens.Token token) {
        super(List.of());
        this.token = token;
        setAuthenticated(true);
    }

    Tokens.Token token() {
        return token;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return "token:" + token.id();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenAuthentication t && t.token.id() == token.id();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(token.id());
    }
}
