package org.verdite.organisation.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.verdite.organisation.DemonstrationLoading;
import org.verdite.shared.Scope;

/// Before anybody can sign in: the demonstration is being loaded, or the first administrator is to be made.
class OpeningFilter extends OncePerRequestFilter {

    private final DemonstrationLoading opening;
    private final Refusals refusals;

    OpeningFilter(DemonstrationLoading opening, Refusals refusals) {
        this.opening = opening;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SecurityConfiguration.isStatic(request.getRequestURI())
                || !Scope.current().equals(Scope.NOBODY);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (opening.waiting()) {
            response.setHeader("Retry-After", "5");
            refusals.say(request, response, HttpStatus.SERVICE_UNAVAILABLE, "organisation.access.loading");
        } else if (!opening.anybody() && !request.getRequestURI().equals(SecurityConfiguration.FIRST_RUN)) {
            if (Refusals.program(request)) {
                refusals.say(request, response, HttpStatus.SERVICE_UNAVAILABLE, "organisation.access.empty");
            } else {
                response.sendRedirect(SecurityConfiguration.FIRST_RUN);
            }
        } else {
            chain.doFilter(request, response);
        }
    }
}
