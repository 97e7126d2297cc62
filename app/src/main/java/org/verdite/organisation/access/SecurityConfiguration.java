package org.verdite.organisation.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.verdite.organisation.DemonstrationLoading;
import org.verdite.organisation.Grants;
import org.verdite.organisation.Tokens;
import org.verdite.organisation.UnitTrees;

/// Who comes in, and by which door. Everything asks for a sign-in but the sign-in itself and static files.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    static final String SIGN_IN = "/sign-in";
    static final String FIRST_RUN = "/first-run";
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    /// Swagger UI writes styles into its page; it runs no script that is not ours to serve.
    private static final String POLICY_OF_DOCS =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    static boolean isStatic(String path) {
        return path.startsWith("/ui/")
                || path.startsWith("/webjars/")
                || path.startsWith("/_static/")
                || path.equals("/favicon.ico");
    }

    private static boolean isDocs(String path) {
        return path.startsWith("/api/docs") || path.startsWith("/api/swagger-ui") || path.startsWith("/swagger-ui");
    }

    @Bean
    SecurityFilterChain doors(
            HttpSecurity http,
            Tokens tokens,
            Credentials credentials,
            Refusals refusals,
            Grants grants,
            UnitTrees trees,
            Guests guests,
            DemonstrationLoading opening,
            SignedInHandler signedIn,
            ObjectProvider<ClientRegistrationRepository> services,
            OidcAccounts oidc) {
        http.authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(
                        DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers(request -> isStatic(request.getRequestURI()))
                .permitAll()
                .requestMatchers(SIGN_IN, FIRST_RUN)
                .permitAll()
                .anyRequest()
                .access((proof, _) -> new AuthorizationDecision(known(proof.get()))));
        http.formLogin(form -> form.loginPage(SIGN_IN)
                .loginProcessingUrl(SIGN_IN)
                .successHandler(signedIn)
                .failureHandler(signedIn));
        http.logout(out ->
                out.logoutUrl("/sign-out").logoutSuccessUrl(SIGN_IN + "?out").deleteCookies("verdite"));
        http.httpBasic(basic -> basic.disable());
        http.csrf(csrf -> csrf.ignoringRequestMatchers(ApiCredentials::proven));
        http.sessionManagement(sessions -> sessions.sessionFixation(key -> key.changeSessionId()));
        http.requestCache(cache -> cache.requestCache(pagesOnly()));
        http.exceptionHandling(
                no -> no.authenticationEntryPoint((request, response, e) -> ask(refusals, request, response))
                        .accessDeniedHandler((request, response, e) -> deny(refusals, request, response)));
        http.headers(SecurityConfiguration::headers);
        http.addFilterBefore(new OpeningFilter(opening, refusals), CsrfFilter.class);
        http.addFilterBefore(new ApiCredentials(tokens, credentials, refusals), CsrfFilter.class);
        http.addFilterAfter(new ScopeFilter(grants, trees, refusals, guests), AuthorizationFilter.class);
        if (services.getIfAvailable() != null) {
            http.oauth2Login(login -> login.loginPage(SIGN_IN)
                    .userInfoEndpoint(user -> user.oidcUserService(oidc).userService(_ -> {
                        // who comes from a service without an ID token could never become an account of ours
                        throw new OAuth2AuthenticationException(SignedInHandler.NOT_OIDC);
                    }))
                    .successHandler(signedIn)
                    .failureHandler(signedIn));
        }
        return http.build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
        headers.permissionsPolicyHeader(
                policy -> policy.policy("camera=(), geolocation=(self), microphone=(), payment=()"));
        headers.addHeaderWriter((request, response) -> {
            // a page may have asked for a stricter one, for instance a sandbox around somebody's file
            if (!response.containsHeader("Content-Security-Policy")) {
                response.setHeader(
                        "Content-Security-Policy", isDocs(request.getRequestURI()) ? POLICY_OF_DOCS : POLICY);
            }
        });
    }

    private static boolean known(@org.jspecify.annotations.Nullable Authentication proof) {
        return proof instanceof TokenAuthentication
                || proof != null && proof.isAuthenticated() && proof.getPrincipal() instanceof AccountHolder;
    }

    /// The page asked for first is shown after signing in, at its own address without an added "continue".
    @SuppressWarnings("NullAway")
    private static HttpSessionRequestCache pagesOnly() {
        var cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> request.getMethod().equals("GET")
                && !Refusals.program(request)
                && request.getHeader("HX-Request") == null
                && !request.getRequestURI().equals("/error"));
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    private static void ask(Refusals refusals, HttpServletRequest request, HttpServletResponse response)
            throws IOException, jakarta.servlet.ServletException {
        if (Refusals.program(request)) {
            refusals.say(request, response, HttpStatus.UNAUTHORIZED, "organisation.access.nobody");
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", SIGN_IN);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect(SIGN_IN);
        }
    }

    /// A form without its CSRF token: most often the session ended while the form was open.
    private static void deny(Refusals refusals, HttpServletRequest request, HttpServletResponse response)
            throws IOException, jakarta.servlet.ServletException {
        if (known(SecurityContextHolder.getContext().getAuthentication())) {
            refusals.say(request, response, HttpStatus.FORBIDDEN, "organisation.access.forged");
        } else {
            ask(refusals, request, response);
        }
    }

    @Bean
    static RequestRejectedHandler rejected() {
        return (_, response, _) -> response.setStatus(HttpStatus.BAD_REQUEST.value());
    }
}
