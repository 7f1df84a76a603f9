# Recomputes the headline numbers of a LevelRead report from answers.csv, with base R alone.
# Run in the unpacked folder: Rscript recompute.R
answers <- read.csv("answers.csv", colClasses = "character", na.strings = character(0))
answers$instrumented <- lapply(strsplit(answers$instrumented, " "), sort)
answers$seen <- strsplit(answers$seen, " ")
by <- split(seq_len(nrow(answers)), answers$film_id)
readers <- sort(setdiff(unique(answers$rater), c("model", "reference")))
at <- function(film, rater) { i <- by[[film]]; i <- i[answers$rater[i] == rater]; if (length(i)) i[1] else NA }
same <- function(i, j) answers$determinable[i] == answers$determinable[j] &&
  identical(answers$instrumented[[i]], answers$instrumented[[j]])
pairs <- function(a, b) {
  p <- t(sapply(names(by), function(f) c(at(f, a), at(f, b))))
  p[!is.na(p[, 1]) & !is.na(p[, 2]), , drop = FALSE]
}
exact <- function(a, b) { p <- pairs(a, b); if (nrow(p)) mean(apply(p, 1, function(r) same(r[1], r[2]))) else NA }
both <- function(a, b) { p <- pairs(a, b); p[answers$determinable[p[, 1]] == "1" & answers$determinable[p[, 2]] == "1", , drop = FALSE] }
got <- list()
if (length(readers) >= 2) {
  got$exact_model_reader <- mean(sapply(readers, function(r) exact("model", r)), na.rm = TRUE)
  got$exact_reader_reader <- mean(apply(combn(readers, 2), 2, function(r) exact(r[1], r[2])), na.rm = TRUE)
  got$difference <- got$exact_model_reader - got$exact_reader_reader
  got$difference_readers_drawn <- got$difference
}
pooled <- do.call(rbind, lapply(readers, function(r) both("model", r)))
cells <- c(0, 0, 0, 0)
jaccard <- c()
for (k in seq_len(NROW(pooled))) {
  i <- pooled[k, 1]; j <- pooled[k, 2]
  a <- answers$instrumented[[i]]; b <- answers$instrumented[[j]]
  jaccard <- c(jaccard, if (length(union(a, b))) length(intersect(a, b)) / length(union(a, b)) else 1)
  for (level in intersect(answers$seen[[i]], answers$seen[[j]])) {
    cell <- 1 + (if (level %in% a) 0 else 2) + (if (level %in% b) 0 else 1)
    cells[cell] <- cells[cell] + 1
  }
}
if (length(jaccard)) got$jaccard_model_readers <- mean(jaccard)
n <- sum(cells)
if (n > 0) {
  po <- (cells[1] + cells[4]) / n; p1 <- (cells[1] + cells[2]) / n; p2 <- (cells[1] + cells[3]) / n
  pe <- p1 * p2 + (1 - p1) * (1 - p2)
  if (pe < 1) got$kappa_model_readers <- (po - pe) / (1 - pe)
  yes <- (p1 + p2) / 2; chance <- 2 * yes * (1 - yes)
  got$ac1_model_readers <- (po - chance) / (1 - chance)
}
compared <- both("model", "reference")
if (nrow(compared)) got$exact_model_reference <- mean(apply(compared, 1, function(r) same(r[1], r[2])))
headline <- read.csv("headline.csv", stringsAsFactors = FALSE)
wrong <- 0
for (k in which(!is.na(headline$estimate))) {
  again <- got[[headline$name[k]]]
  equal <- !is.null(again) && abs(again - headline$estimate[k]) <= 1e-9
  if (!equal) wrong <- wrong + 1
  cat(sprintf("%-28s report %.10f  again %s  %s\n", headline$name[k], headline$estimate[k],
              if (is.null(again)) "none" else sprintf("%.10f", again), if (equal) "same" else "DIFFERS"))
}
quit(status = if (wrong) 1 else 0)
