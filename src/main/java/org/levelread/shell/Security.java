package org.levelread.shell;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import org.levelread.audit.Audited;
import org.levelread.readers.Accounts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Who may reach which address.
@Configuration
class Security {
    /// Vaadin's client needs inline scripts and styles, and evaluates what the server sends; everything else is ours.
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private final ApplicationEventPublisher events;

    Security(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Bean
    SecurityFilterChain addresses(HttpSecurity http, Accounts accounts) throws Exception {
        http.authorizeHttpRequests(request -> request
                .requestMatchers("/viewer/**", "/levelread.css", "/levelread.svg", "/actuator/health", "/error")
                .permitAll()
                .requestMatchers("/films/**")
                .authenticated());
        http.with(vaadin(), vaadin -> vaadin.loginView(LoginView.class));
        http.formLogin(form -> form.failureHandler(backToLogin()));
        http.addFilterBefore(new EndedSessions(accounts), AuthorizationFilter.class);
        http.headers(headers -> headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .frameOptions(frame -> frame.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()")));
        return http.build();
    }

    private static AuthenticationFailureHandler backToLogin() {
        return (request, response, failure) -> response.sendRedirect(
                request.getContextPath() + "/login?" + (failure instanceof LockedException ? "locked" : "error"));
    }

    @EventListener
    void on(LogoutSuccessEvent logout) {
        String name = logout.getAuthentication().getName();
        events.publishEvent(new Audited(name, "account.logout", name, java.util.Map.of()));
    }
}
