# Recomputes the headline numbers of a LevelRead report from answers.csv, with base R alone.
# Run in the unpacked folder: Rscript recompute.R
# Prints each number beside the report's and ends with status 1 where one differs by more than 1e-9. Intervals of the
# headline are drawn anew, 2,000 times with R's own generator, so they agree with the report's within their random error.
answers <- read.csv("answers.csv", colClasses = "character", na.strings = character(0))
levels_of <- function(text) lapply(strsplit(text, " "), sort)
instrumented <- levels_of(answers$instrumented)
seen <- levels_of(answers$seen)
determinable <- answers$determinable == "1"
said <- ifelse(determinable, vapply(instrumented, paste, "", collapse = " "), "not determinable")
films <- unique(answers$film_id)
raters <- sort(unique(c("model", "reference", answers$rater)))
readers <- setdiff(raters, c("model", "reference"))
# the row of each film and rater
row <- matrix(NA_integer_, length(films), length(raters), dimnames = list(NULL, raters))
row[cbind(match(answers$film_id, films), match(answers$rater, raters))] <- seq_len(nrow(answers))
same <- function(a, b) said[row[, a]] == said[row[, b]]
both <- function(a, b) {
  p <- row[, c(a, b), drop = FALSE]
  p <- p[!is.na(p[, 1]) & !is.na(p[, 2]), , drop = FALSE]
  p[determinable[p[, 1]] & determinable[p[, 2]], , drop = FALSE]
}
share <- function(pairs) mean(vapply(pairs, function(s) mean(s, na.rm = TRUE), 0), na.rm = TRUE)
got <- list()
with_model <- list()
among <- list()
if (length(readers) >= 2) {
  with_model <- lapply(readers, function(r) same("model", r))
  among <- combn(readers, 2, function(r) same(r[1], r[2]), simplify = FALSE)
  got$exact_model_reader <- share(with_model)
  got$exact_reader_reader <- share(among)
  got$difference <- got$exact_model_reader - got$exact_reader_reader
  got$difference_readers_drawn <- got$difference
}
pooled <- do.call(rbind, lapply(readers, function(r) both("model", r)))
cells <- c(0, 0, 0, 0)
jaccard <- numeric(NROW(pooled))
for (k in seq_len(NROW(pooled))) {
  i <- pooled[k, 1]; j <- pooled[k, 2]
  a <- instrumented[[i]]; b <- instrumented[[j]]
  jaccard[k] <- if (length(union(a, b))) length(intersect(a, b)) / length(union(a, b)) else 1
  level <- intersect(seen[[i]], seen[[j]])
  cell <- 1 + ifelse(level %in% a, 0, 2) + ifelse(level %in% b, 0, 1)
  cells <- cells + tabulate(cell, 4)
}
if (length(jaccard)) got$jaccard_model_readers <- mean(jaccard)
n <- sum(cells)
if (n > 0) {
  po <- (cells[1] + cells[4]) / n; p1 <- (cells[1] + cells[2]) / n; p2 <- (cells[1] + cells[3]) / n
  pe <- p1 * p2 + (1 - p1) * (1 - p2)
  if (pe < 1) got$kappa_model_readers <- (po - pe) / (1 - pe)
  yes <- (p1 + p2) / 2; chance <- 2 * yes * (1 - yes)
  if (chance > 0) got$ac1_model_readers <- (po - chance) / (1 - chance)
}
compared <- both("model", "reference")
if (nrow(compared)) got$exact_model_reference <- mean(said[compared[, 1]] == said[compared[, 2]])

# draws of patients, or of films that stand alone, with replacement
again <- list()
patient <- answers$patient[match(films, answers$film_id)]
cluster <- ifelse(patient == "", paste("film", films), paste("patient", patient))
if (length(got$difference) && is.finite(got$difference) && length(unique(cluster)) > 1) {
  counted <- function(pairs) list(
    sum = rowsum(sapply(pairs, function(s) as.numeric(!is.na(s) & s)), cluster),
    n = rowsum(sapply(pairs, function(s) as.numeric(!is.na(s))), cluster))
  set.seed(1)
  k <- length(unique(cluster))
  drawn <- t(replicate(2000, tabulate(sample.int(k, replace = TRUE), k)))
  of <- function(c) { used <- colSums(c$n) > 0; rowMeans((drawn %*% c$sum / drawn %*% c$n)[, used, drop = FALSE]) }
  model <- of(counted(with_model)); others <- of(counted(among))
  ends <- function(x) quantile(x, c(.025, .975), na.rm = TRUE)
  again <- list(exact_model_reader = ends(model), exact_reader_reader = ends(others), difference = ends(model - others))
}

headline <- read.csv("headline.csv", stringsAsFactors = FALSE)
wrong <- 0
for (k in which(!is.na(headline$estimate))) {
  name <- headline$name[k]
  value <- got[[name]]
  equal <- !is.null(value) && abs(value - headline$estimate[k]) <= 1e-9
  if (!equal) wrong <- wrong + 1
  cat(sprintf("%-28s report %.10f  again %s  %s\n", name, headline$estimate[k],
              if (is.null(value)) "none" else sprintf("%.10f", value), if (equal) "same" else "DIFFERS"))
  if (!is.null(again[[name]]) && !is.na(headline$lower[k])) {
    cat(sprintf("%-28s interval %.4f to %.4f  drawn again %.4f to %.4f\n", "", headline$lower[k], headline$upper[k],
                again[[name]][1], again[[name]][2]))
  }
}
quit(status = if (wrong) 1 else 0)
