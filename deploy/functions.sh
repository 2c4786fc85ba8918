# What deploy/install and deploy/rollback share. Read by them, not run.
# shellcheck shell=bash

root="" # before every path of the machine; empty: the machine itself

die() { echo "$(basename "$0"): $*" >&2; exit 1; }

say() { printf '%s\n' "$*"; }

has() { command -v "$1" >/dev/null; }

# The release that a symbolic link names; empty: there is none.
release_of() { if [ -L "$root/opt/quantum/$1" ]; then basename "$(readlink "$root/opt/quantum/$1")"; fi; }

# At every moment the link names the one release or the other. Relative, so that it is right inside and outside of the root.
switch_to() {
  ln -sfn "releases/$1" "$root/opt/quantum/.current.new"
  mv -T "$root/opt/quantum/.current.new" "$root/opt/quantum/current"
}

# The number of the newest backup; 0: there is none.
last_backup() {
  local newest=0 folder
  for folder in "$root"/opt/quantum/backups/[0-9]*; do
    if [ -d "$folder" ] && [ "$((10#$(basename "$folder")))" -gt "$newest" ]; then newest=$((10#$(basename "$folder"))); fi
  done
  echo "$newest"
}

backup_folder() { printf '%s/opt/quantum/backups/%04d' "$root" "$1"; }

# A file appears as a whole or not at all. Arguments: FROM TO MODE [GROUP].
place() {
  mkdir -p "$(dirname "$2")"
  install -m "$3" ${4:+-g "$4"} "$1" "$2.quantum-new"
  mv -T "$2.quantum-new" "$2"
}

# Starts what is installed now; programs that are not there are left out.
activate() {
  systemctl daemon-reload
  if [ -L "$root/opt/quantum/current" ]; then
    systemctl enable --quiet quantum.target
    systemctl restart quantum.target
  fi
  local program
  for program in prometheus prometheus-alertmanager grafana-server; do
    if systemctl is-active --quiet "$program"; then systemctl reload-or-restart "$program"; fi
  done
}
