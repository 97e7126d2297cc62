package org.verdite.organisation.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.verdite.organisation.Tokens;

/// The API's ways in: a bearer token anywhere below /api, login and password only where a token is made. Such a request
/// carries its own proof, so it needs no CSRF token, and a session cookie beside it counts for nothing.
class ApiCredentials extends OncePerRequestFilter {

    static final String TOKENS = "/api/organisation/tokens";
    private static final String PROVEN = ApiCredentials.class.getName();

    private final Tokens tokens;
    private final Credentials credentials;
    private final Refusals refusals;

    ApiCredentials(Tokens tokens, Credentials credentials, Refusals refusals) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.refusals = refusals;
    }

    /// True when the request itself proved who it comes from.
    static boolean proven(HttpServletRequest request) {
        return request.getAttribute(PROVEN) != null;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/") || request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION));
        String key = "organisation.access.token";
        Authentication proof = null;
        if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            proof = tokens.present(header.substring(7).strip())
                    .map(TokenAuthentication::new)
                    .orElse(null);
        } else if (header.regionMatches(true, 0, "Basic ", 0, 6) && asksForToken(request)) {
            var attempt = basic(header.substring(6).strip(), request.getRemoteAddr());
            key = attempt != null && attempt.outcome() == Credentials.Outcome.LOCKED
                    ? "organisation.access.locked"
                    : "organisation.access.wrong";
            Integer account = attempt == null ? null : attempt.account();
            proof = account == null || attempt == null
                    ? null
                    : UsernamePasswordAuthenticationToken.authenticated(
                            new SignedInAccount(account, attempt.login()), null, List.of());
        }
        if (proof == null) {
            refusals.say(request, response, HttpStatus.UNAUTHORIZED, key);
            return;
        }
        request.setAttribute(PROVEN, true);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(proof);
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private static boolean asksForToken(HttpServletRequest request) {
        return request.getMethod().equals(HttpMethod.POST.name())
                && request.getRequestURI().equals(TOKENS);
    }

    private Credentials.@Nullable Attempt basic(String encoded, String address) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? null
                    : credentials.attempt(pair.substring(0, colon), pair.substring(colon + 1), address, "BASIC");
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
