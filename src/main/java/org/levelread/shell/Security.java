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

/// Who may reach which address.
@Configuration
class Security {
    private final ApplicationEventPublisher events;

    Security(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Bean
    SecurityFilterChain addresses(HttpSecurity http, Accounts accounts) throws Exception {
        http.authorizeHttpRequests(request -> request.requestMatchers(
                        "/viewer/**", "/levelread.css", "/levelread.svg", "/favicon.ico", "/actuator/health", "/error")
                .permitAll()
                .requestMatchers("/films/**")
                .authenticated());
        http.with(vaadin(), vaadin -> vaadin.loginView(LoginView.class).anyRequest(address -> address.authenticated()));
        http.formLogin(form -> form.failureHandler(backToLogin()));
        http.addFilterBefore(new EndedSessions(accounts), AuthorizationFilter.class);
        // the others are set by SecurityHeaders
        http.headers(headers -> headers.defaultsDisabled().httpStrictTransportSecurity(https -> {}));
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
