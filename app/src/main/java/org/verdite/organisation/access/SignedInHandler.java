package org.verdite.organisation.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/// After signing in: to the page that was asked for; after a refusal: back, with what was wrong.
@Component
class SignedInHandler extends SavedRequestAwareAuthenticationSuccessHandler implements AuthenticationFailureHandler {

    static final String LOGIN = "verdite.login";
    static final String NOT_OIDC = "not_oidc";

    private final Sessions sessions;

    SignedInHandler(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication proof)
            throws ServletException, IOException {
        request.getSession().removeAttribute(LOGIN);
        if (proof.getPrincipal() instanceof AccountHolder holder) {
            sessions.opened(request, holder.account());
        }
        super.onAuthenticationSuccess(request, response, proof);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        String login = request.getParameter("username");
        if (login != null) {
            request.getSession().setAttribute(LOGIN, login.length() > 80 ? login.substring(0, 80) : login);
        }
        String why = switch (e) {
            case LockedException _ -> "locked";
            case OAuth2AuthenticationException o ->
                switch (o.getError().getErrorCode()) {
                    case OidcAccounts.UNKNOWN -> "unknown";
                    case NOT_OIDC -> "notOidc";
                    default -> "service";
                };
            default -> "wrong";
        };
        response.sendRedirect(SecurityConfiguration.SIGN_IN + "?" + why);
    }
}
