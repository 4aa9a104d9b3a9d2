// libicu is only ever included by CICU: its functions are renamed by macros, which Swift cannot import.
