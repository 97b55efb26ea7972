"""Files from outside: CSV and XLSX read, columns matched, every fault found, previewed, then all or nothing."""
