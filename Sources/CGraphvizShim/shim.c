int tla_placeholder;
